using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>The applicant has withdrawn.</summary>
internal sealed class WhenCaseWithdrawn(Telling telling) : IConsumer<CaseWithdrawn>
{
    public Task Consume(ConsumeContext<CaseWithdrawn> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.AccountId, "case-withdrawn", e, Wording.Of(e));
    }
}
