using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>The department has decided.</summary>
internal sealed class WhenDecisionMade(Telling telling) : IConsumer<DecisionMade>
{
    public Task Consume(ConsumeContext<DecisionMade> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.Applicant.AccountId, "decision-made", e, Wording.Of(e), e.Applicant.PhoneSealed);
    }
}
