using MassTransit;

namespace GovPlatform.Supervision;

/// <summary>The applicant has let the time of a notice pass.</summary>
internal sealed class WhenCaseLapsed(Tx tx) : IConsumer<CaseLapsed>
{
    public Task Consume(ConsumeContext<CaseLapsed> context) => tx.WatchAsync(context.Message, @case => @case.Hear(context.Message));
}
