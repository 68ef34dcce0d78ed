using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>The applicant has to supply something.</summary>
internal sealed class WhenSupplementRequested(Telling telling) : IConsumer<SupplementRequested>
{
    public Task Consume(ConsumeContext<SupplementRequested> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.AccountId, "supplement-requested", e, Wording.Of(e));
    }
}
