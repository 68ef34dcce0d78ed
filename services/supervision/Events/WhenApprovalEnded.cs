using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>Ended after acceptance, without a decision.</summary>
internal sealed class WhenApprovalEnded(Tx tx) : IConsumer<ApprovalEnded>
{
    public Task Consume(ConsumeContext<ApprovalEnded> context) => tx.WatchAsync(context.Message, @case => @case.Hear(context.Message));
}
