using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>The applicant's time to answer ends soon.</summary>
internal sealed class WhenSupplementDueSoon(Telling telling) : IConsumer<SupplementDueSoon>
{
    public Task Consume(ConsumeContext<SupplementDueSoon> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.AccountId, "supplement-due-soon", e, Wording.Of(e));
    }
}
