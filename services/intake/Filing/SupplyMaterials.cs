using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>补正提交: everything that the notice named is there; the case goes back to the counter.</summary>
internal static class SupplyMaterials
{
    /// <summary>Answers a supplement notice once each requested material has been handed in again.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, CaseViews views, Forms forms, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindFiledByAsync(id, me, Filers.MaySupply) is not { } file)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, file.Version) is { } stale)
            return stale;
        var now = time.GetUtcNow().UtcDateTime;
        if (file.Supply(now) is not { } supplied)
            return Problems.WrongState(file);
        if (await forms.RefusalAsync(file, ct) is { } no)
            return no;
        var materials = await tx.MaterialsAsync(id);
        if (materials.Any(m => m.Requested))
            return Problems.StillRequested(materials.Where(m => m.Requested));
        if (Scan.Stops(materials) is { } unsafeFile)
            return unsafeFile;
        await tx.SaveAsync(supplied, "supply", me);
        tx.Publish(new SupplementSupplied(id, file.Number!, now, file.AccountId));
        return await tx.AnswerAsync(supplied, me, views, response, ct, materials);
    }
}
