using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>The application has lapsed.</summary>
internal sealed class WhenCaseLapsed(Telling telling) : IConsumer<CaseLapsed>
{
    public Task Consume(ConsumeContext<CaseLapsed> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.AccountId, "case-lapsed", e, Wording.Of(e));
    }
}
