using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>The applicant has rated the service.</summary>
internal sealed class WhenRatingSubmitted(Tx tx) : IConsumer<RatingSubmitted>
{
    public Task Consume(ConsumeContext<RatingSubmitted> context) => tx.WatchAsync(context.Message, @case => @case.Hear(context.Message));
}
