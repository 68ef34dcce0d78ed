using MassTransit;

namespace GovPlatform.Approval;

/// <summary>Ends a case that is withdrawn late or whose 容缺 was not kept; what is decided already stays, and the decision has been told.</summary>
internal sealed class WhenEndRequested(Tx tx, TimeProvider time, GovSettings settings) : IConsumer<EndRequested>
{
    public async Task Consume(ConsumeContext<EndRequested> context)
    {
        var told = context.Message;
        if (await tx.LockAsync(settings.Region, told.CaseId) is not { } approval)
            throw new NotYetException($"the acceptance of {told.CaseId} has not been heard of");
        if (approval.End(told.Reason, time.GetUtcNow().UtcDateTime) is not var (ended, @event)) return;

        await tx.SaveAsync(ended, "end");
        tx.Publish(@event);
        GovTelemetry.Transition("approval", ended.Status);
    }
}
