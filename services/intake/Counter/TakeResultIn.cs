using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>结果接收: the issuing counter signs for the result that the department hands over (《办理结果交接单》).</summary>
internal static class TakeResultIn
{
    /// <summary>Takes a handed-over result in at the desk of the caller; it is ready for the applicant, or for its way to where he wants it.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, ClerkDesks desks, CaseViews views, DocumentWriter papers, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        if (file is { Status: CaseStatus.HandedOver, AwaitsLicence: true })
            return Problems.LicencePending();
        var now = time.GetUtcNow().UtcDateTime;
        if (file.TakeIn(now) is not { } next)
            return Problems.WrongState(file);
        var ready = next with { ResultDesk = await desks.OfAsync(me, ct) };
        await tx.SaveAsync(ready, "take-in", me);
        await papers.IssueHandOverAsync(tx, ready, me, now);
        return await tx.AnswerAsync(ready, me, views, response, ct);
    }
}
