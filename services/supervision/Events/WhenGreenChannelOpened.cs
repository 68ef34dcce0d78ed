using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>Counts what goes by the green channel.</summary>
internal sealed class WhenGreenChannelOpened(Tx tx) : IConsumer<GreenChannelOpened>
{
    public Task Consume(ConsumeContext<GreenChannelOpened> context) => tx.WatchAsync(context.Message, @case => @case.Hear(context.Message));
}
