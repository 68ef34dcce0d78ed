using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>A followed case has gone one step on: each follower is told.</summary>
internal sealed class WhenCaseProgressed(Telling telling) : IConsumer<CaseProgressed>
{
    public async Task Consume(ConsumeContext<CaseProgressed> context)
    {
        var e = context.Message;
        foreach (var follower in e.Followers.Order())
            await telling.TellAsync(follower, "case-progressed", e, Wording.Of(e), status: e.Status);
    }
}
