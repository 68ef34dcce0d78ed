using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>撤回: the applicant takes the application back; once it is accepted, approval is asked to end it, and does unless it has decided.</summary>
internal static class WithdrawCase
{
    /// <summary>Withdraws a case, or after acceptance asks for its end: endRequested tells so until approval has answered.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, CaseViews views, DocumentWriter papers, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindFiledByAsync(id, me) is not { } file)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, file.Version) is { } stale)
            return stale;
        if (file is { Status: CaseStatus.Draft, PackageId: { } package })
            return PackageProblems.InPackage(package);
        var now = time.GetUtcNow().UtcDateTime;
        if (file.RequestEnd("withdrawn", now) is { } asked)
        {
            await tx.SaveAsync(asked, "request-end", me);
            tx.Publish(new EndRequested(id, file.Number!, now, file.AccountId, "withdrawn"));
            return await tx.AnswerAsync(asked, me, views, response, ct);
        }
        if (file.Withdraw(now) is not { } withdrawn)
            return Problems.WrongState(file);
        await tx.SaveAsync(withdrawn, "withdraw", me);
        if (withdrawn.Number is { } number)
        {
            await papers.IssueWithdrawalAsync(tx, withdrawn, now);
            tx.Publish(new CaseWithdrawn(id, number, now, file.AccountId, file.Matter.Name));
        }
        return await tx.AnswerAsync(withdrawn, me, views, response, ct);
    }
}
