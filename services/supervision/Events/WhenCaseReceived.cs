using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>The counter holds the materials: five working days to accept, refuse or say what is missing.</summary>
internal sealed class WhenCaseReceived(Tx tx, WorkingDays days) : IConsumer<CaseReceived>
{
    public Task Consume(ConsumeContext<CaseReceived> context) => tx.WatchAsync(context.Message, @case => @case.Hear(context.Message, days));
}
