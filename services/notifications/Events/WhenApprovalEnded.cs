using MassTransit;

namespace GovPlatform.Notifications;

/// <summary>The case has been ended without a decision.</summary>
internal sealed class WhenApprovalEnded(Telling telling) : IConsumer<ApprovalEnded>
{
    public Task Consume(ConsumeContext<ApprovalEnded> context)
    {
        var e = context.Message;
        return telling.TellAsync(e.AccountId, "approval-ended", e, Wording.Of(e));
    }
}
