using MassTransit;

namespace GovPlatform.Intake;

/// <summary>Mirrors that approval has ended the case: withdrawn late, or 容缺 not kept.</summary>
internal sealed class WhenApprovalEnded(Tx tx, Caller me, DocumentWriter papers, TimeProvider time) : IConsumer<ApprovalEnded>
{
    public async Task Consume(ConsumeContext<ApprovalEnded> context)
    {
        var told = context.Message;
        var now = time.GetUtcNow().UtcDateTime;
        if (await tx.FindForUpdateAsync(told.CaseId) is not { } file || file.End(told, now) is not { } ended)
            return;
        await tx.SaveAsync(ended, "end", me, told.Reason);
        await papers.IssueEndAsync(tx, ended, now);
    }
}
