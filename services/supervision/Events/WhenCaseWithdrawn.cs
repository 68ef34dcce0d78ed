using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>The case ends by the applicant's wish, and counts as in time.</summary>
internal sealed class WhenCaseWithdrawn(Tx tx) : IConsumer<CaseWithdrawn>
{
    public Task Consume(ConsumeContext<CaseWithdrawn> context) => tx.WatchAsync(context.Message, @case => @case.Hear(context.Message));
}
