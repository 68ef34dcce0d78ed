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
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        if (file is { Status: CaseStatus.Draft, PackageId: { } package })
            return PackageProblems.InPackage(package);
        return await tx.WithdrawAsync(file, papers, me, time.GetUtcNow().UtcDateTime) is { } next ? await tx.AnswerAsync(next, me, views, response, ct) : Problems.WrongState(file);
    }

    /// <summary>The case withdrawn, or its end asked for; null where it is too late for either.</summary>
    public static async Task<CaseFile?> WithdrawAsync(this Tx tx, CaseFile file, DocumentWriter papers, Caller me, DateTime now)
    {
        if (file.RequestEnd("withdrawn", now) is { } asked)
        {
            await tx.SaveAsync(asked, "request-end", me);
            tx.Publish(new EndRequested(file.Id, file.Number!, now, file.AccountId, "withdrawn"));
            return asked;
        }
        if (file.Withdraw(now) is not { } withdrawn)
            return null;
        await tx.SaveAsync(withdrawn, "withdraw", me);
        if (withdrawn.Number is { } number)
        {
            await papers.IssueWithdrawalAsync(tx, withdrawn, now);
            tx.Publish(new CaseWithdrawn(file.Id, number, now, file.AccountId, file.Matter.Name));
        }
        return withdrawn;
    }
}
