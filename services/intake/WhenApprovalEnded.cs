using MassTransit;

namespace GovPlatform.Intake;

/// <summary>Mirrors that approval has ended the case: withdrawn late, or 容缺 not kept.</summary>
internal sealed class WhenApprovalEnded(Tx tx, Caller me, TimeProvider time) : IConsumer<ApprovalEnded>
{
    public async Task Consume(ConsumeContext<ApprovalEnded> context)
    {
        var told = context.Message;
        if (await tx.FindForUpdateAsync(told.CaseId) is { } file && file.End(told, time.GetUtcNow().UtcDateTime) is { } ended)
            await tx.SaveAsync(ended, "end", me, told.Reason);
    }
}
