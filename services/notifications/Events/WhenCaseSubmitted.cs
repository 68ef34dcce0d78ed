using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>The application is in.</summary>
internal sealed class WhenCaseSubmitted(Telling telling) : IConsumer<CaseSubmitted>
{
    public Task Consume(ConsumeContext<CaseSubmitted> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.Applicant.AccountId, "case-submitted", e, Wording.Of(e), e.Applicant.PhoneSealed);
    }
}
