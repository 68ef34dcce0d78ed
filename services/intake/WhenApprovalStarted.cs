using MassTransit;

namespace GovPlatform.Intake;

/// <summary>Mirrors that a department has taken the case up.</summary>
internal sealed class WhenApprovalStarted(Tx tx, Caller me, TimeProvider time) : IConsumer<ApprovalStarted>
{
    public async Task Consume(ConsumeContext<ApprovalStarted> context)
    {
        var told = context.Message;
        if (await tx.FindForUpdateAsync(told.CaseId) is { } file && file.StartApproval(told.Version, time.GetUtcNow().UtcDateTime) is { } next)
            await tx.SaveAsync(next, "start-approval", me);
    }
}
