using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>The promised and the statutory clock run.</summary>
internal sealed class WhenCaseAccepted(Tx tx) : IConsumer<CaseAccepted>
{
    public Task Consume(ConsumeContext<CaseAccepted> context) => tx.WatchAsync(context.Message, @case => @case.Hear(context.Message));
}
