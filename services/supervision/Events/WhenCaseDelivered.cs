using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>The applicant holds the result.</summary>
internal sealed class WhenCaseDelivered(Tx tx) : IConsumer<CaseDelivered>
{
    public Task Consume(ConsumeContext<CaseDelivered> context) => tx.WatchAsync(context.Message, @case => @case.Hear(context.Message));
}
