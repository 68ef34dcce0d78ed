using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>The applicant has answered: five working days run anew.</summary>
internal sealed class WhenSupplementSupplied(Tx tx, WorkingDays days) : IConsumer<SupplementSupplied>
{
    public Task Consume(ConsumeContext<SupplementSupplied> context) => tx.WatchAsync(context.Message, @case => @case.Hear(context.Message, days));
}
