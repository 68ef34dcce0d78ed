using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>The department has decided.</summary>
internal sealed class WhenDecisionMade(Tx tx) : IConsumer<DecisionMade>
{
    public Task Consume(ConsumeContext<DecisionMade> context) => tx.WatchAsync(context.Message, @case => @case.Hear(context.Message));
}
