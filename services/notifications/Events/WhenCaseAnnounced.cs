using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>A sub-case of a package waits for nothing any more.</summary>
internal sealed class WhenCaseAnnounced(Telling telling) : IConsumer<CaseAnnounced>
{
    public Task Consume(ConsumeContext<CaseAnnounced> context)
    {
        var e = context.Message;
        return e.Status == CaseAnnounced.Released ? telling.TellAsync(e.AccountId, "case-released", e, Wording.Of(e)) : Task.CompletedTask;
    }
}
