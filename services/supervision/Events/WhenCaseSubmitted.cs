using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>An application is in: the pre-review clock of two working days runs.</summary>
internal sealed class WhenCaseSubmitted(Tx tx, WorkingDays days) : IConsumer<CaseSubmitted>
{
    public Task Consume(ConsumeContext<CaseSubmitted> context)
    {
        if (tx.TriedBefore)
            return tx.WatchAsync(context.Message, @case => @case.Hear(context.Message, days));
        tx.Watch(context.Message, @case => @case.Hear(context.Message, days));
        return Task.CompletedTask;
    }
}
