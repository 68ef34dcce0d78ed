using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>What the counter has put right.</summary>
public sealed record HandedInAgain
{
    [Required, StringLength(500, MinimumLength = 2)]
    public string Note { get; init; } = "";
}

/// <summary>The counter hands a case that was sent back to it (退回窗口) in again; the clocks have run on.</summary>
internal static class HandInAgain
{
    /// <summary>Gives the case back to the department with what was put right.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, HandedInAgain request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, FileSettings files, CaseViews views, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        var now = time.GetUtcNow().UtcDateTime;
        if (file.HandInAgain(now) is not { } again)
            return Problems.WrongState(file);
        var materials = await tx.MaterialsAsync(id);
        if (Scan.Stops(materials, files) is { } unsafeFile)
            return unsafeFile;
        await tx.SaveAsync(again, "hand-in-again", me, request.Note);
        tx.Publish(new CaseHandedInAgain(id, file.Number!, now, request.Note, [.. materials.Select(m => m.AsRef())], file.ApprovalVersion, again.Version));
        return await tx.AnswerAsync(again, me, views, response, ct, materials);
    }
}
