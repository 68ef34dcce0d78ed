using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>Nothing more is to be done: the case counts as closed, in time or not.</summary>
internal sealed class WhenCaseClosed(Tx tx, WorkingDays days) : IConsumer<CaseClosed>
{
    public Task Consume(ConsumeContext<CaseClosed> context) => tx.WatchAsync(context.Message, @case => @case.Hear(context.Message, days));
}
