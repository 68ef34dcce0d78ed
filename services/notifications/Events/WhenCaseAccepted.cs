using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>The case is accepted.</summary>
internal sealed class WhenCaseAccepted(Telling telling) : IConsumer<CaseAccepted>
{
    public Task Consume(ConsumeContext<CaseAccepted> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.Applicant.AccountId, "case-accepted", e, Wording.Of(e), e.Applicant.PhoneSealed);
    }
}
