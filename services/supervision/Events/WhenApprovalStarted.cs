using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>The department has the case.</summary>
internal sealed class WhenApprovalStarted(Tx tx) : IConsumer<ApprovalStarted>
{
    public Task Consume(ConsumeContext<ApprovalStarted> context) => tx.WatchAsync(context.Message, @case => @case.Hear(context.Message));
}
