using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>The case ends at the counter.</summary>
internal sealed class WhenCaseRefused(Tx tx) : IConsumer<CaseRefused>
{
    public Task Consume(ConsumeContext<CaseRefused> context) => tx.WatchAsync(context.Message, @case => @case.Hear(context.Message));
}
