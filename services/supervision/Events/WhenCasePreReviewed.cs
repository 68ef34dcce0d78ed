using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>The pre-review has passed: the counter has its five days, from the submission.</summary>
internal sealed class WhenCasePreReviewed(Tx tx) : IConsumer<CasePreReviewed>
{
    public Task Consume(ConsumeContext<CasePreReviewed> context) => tx.WatchAsync(context.Message, @case => @case.Hear(context.Message));
}
