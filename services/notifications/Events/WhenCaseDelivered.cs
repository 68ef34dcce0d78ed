using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>The result is delivered.</summary>
internal sealed class WhenCaseDelivered(Telling telling) : IConsumer<CaseDelivered>
{
    public Task Consume(ConsumeContext<CaseDelivered> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.AccountId, "case-delivered", e, Wording.Of(e));
    }
}
