using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>A letter waits for the applicant's signature.</summary>
internal sealed class WhenLetterOffered(Telling telling) : IConsumer<LetterOffered>
{
    public Task Consume(ConsumeContext<LetterOffered> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.AccountId, "letter-offered", e, Wording.Of(e));
    }
}
