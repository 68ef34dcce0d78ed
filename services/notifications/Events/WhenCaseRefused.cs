using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>The case is refused in writing.</summary>
internal sealed class WhenCaseRefused(Telling telling) : IConsumer<CaseRefused>
{
    public Task Consume(ConsumeContext<CaseRefused> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.AccountId, "case-refused", e, Wording.Of(e));
    }
}
