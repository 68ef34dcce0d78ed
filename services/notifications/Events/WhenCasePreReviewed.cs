using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>The pre-review has passed.</summary>
internal sealed class WhenCasePreReviewed(Telling telling) : IConsumer<CasePreReviewed>
{
    public Task Consume(ConsumeContext<CasePreReviewed> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.AccountId, "case-pre-reviewed", e, Wording.Of(e));
    }
}
