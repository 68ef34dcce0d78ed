using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>The counter holds the materials.</summary>
internal sealed class WhenCaseReceived(Telling telling) : IConsumer<CaseReceived>
{
    public Task Consume(ConsumeContext<CaseReceived> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.Applicant.AccountId, "case-received", e, Wording.Of(e), e.Applicant.PhoneSealed);
    }
}
