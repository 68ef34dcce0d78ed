using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>The applicant has to answer: no clock of a department runs.</summary>
internal sealed class WhenSupplementRequested(Tx tx) : IConsumer<SupplementRequested>
{
    public Task Consume(ConsumeContext<SupplementRequested> context) => tx.WatchAsync(context.Message, @case => @case.Hear(context.Message));
}
