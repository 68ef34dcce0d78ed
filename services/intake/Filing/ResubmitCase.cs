using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>预审退回后重新提交: the same application under its number, with everything that the return named.</summary>
internal static class ResubmitCase
{
    /// <summary>Hands a returned application in again; the five days to answer begin anew.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, CaseViews views, Forms forms, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindFiledByAsync(id, me) is not { } file)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, file.Version) is { } stale)
            return stale;
        var now = time.GetUtcNow().UtcDateTime;
        if (file.Resubmit(now) is not { } again)
            return Problems.WrongState(file);
        if (await forms.RefusalAsync(file, ct) is { } no)
            return no;
        var materials = await tx.MaterialsAsync(id);
        if (materials.Any(m => m.Requested))
            return Problems.StillRequested(materials.Where(m => m.Requested));
        if (Scan.Stops(materials) is { } unsafeFile)
            return unsafeFile;
        await tx.SaveAsync(again, "resubmit", me);
        tx.Publish(new SupplementSupplied(id, file.Number!, now, file.AccountId));
        return await tx.AnswerAsync(again, me, views, response, ct, materials);
    }
}
