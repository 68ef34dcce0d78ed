using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>The department is done; the counter has ten working days to deliver.</summary>
internal sealed class WhenResultHandedOver(Tx tx, WorkingDays days) : IConsumer<ResultHandedOver>
{
    public Task Consume(ConsumeContext<ResultHandedOver> context) => tx.WatchAsync(context.Message, @case => @case.Hear(context.Message, days));
}
