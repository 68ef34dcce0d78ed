using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>The applicant answers the one notice, the counter's or the pre-review's: everything that it named is there, and the five days begin anew.</summary>
internal static class AnswerNotice
{
    /// <summary>Answers a supplement notice once each requested material has been handed in again.</summary>
    public static Task<Results<Ok<CaseView>, Problem>> SupplyAsync(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, CaseViews views, Forms forms, TimeProvider time, HttpResponse response, CancellationToken ct) =>
        AnswerAsync("supply", Filers.MaySupply, (file, now) => file.Supply(now), id, ifMatch, tx, me, views, forms, time, response, ct);

    /// <summary>Hands a returned application in again; the five days to answer begin anew.</summary>
    public static Task<Results<Ok<CaseView>, Problem>> ResubmitAsync(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, CaseViews views, Forms forms, TimeProvider time, HttpResponse response, CancellationToken ct) =>
        AnswerAsync("resubmit", Filers.MayFile, (file, now) => file.Resubmit(now), id, ifMatch, tx, me, views, forms, time, response, ct);

    private static async Task<Results<Ok<CaseView>, Problem>> AnswerAsync(
        string action, string may, Func<CaseFile, DateTime, CaseFile?> move, Guid id, string? ifMatch, Tx tx, Caller me, CaseViews views, Forms forms, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindFiledByAsync(id, me, may) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        var now = time.GetUtcNow().UtcDateTime;
        if (move(file, now) is not { } answered)
            return Problems.WrongState(file);
        if (await forms.RefusalAsync(file, ct) is { } no)
            return no;
        var materials = await tx.MaterialsAsync(id);
        if (materials.Any(m => m.Requested))
            return Problems.StillRequested(materials.Where(m => m.Requested));
        if (Scan.Stops(materials) is { } unsafeFile)
            return unsafeFile;
        await tx.SaveAsync(answered, action, me);
        tx.Publish(new SupplementSupplied(id, file.Number!, now, file.AccountId));
        return await tx.AnswerAsync(answered, me, views, response, ct, materials);
    }
}
