using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>Originals that a clerk has held against what was handed in.</summary>
public sealed record CheckedOriginals
{
    [Required, MinLength(1), MaxLength(200)]
    public IReadOnlyList<CheckedOriginal> Materials { get; init; } = [];
}

/// <summary>One of them.</summary>
public sealed record CheckedOriginal
{
    /// <summary>材料编码 of the case's list.</summary>
    [Required, StringLength(60, MinimumLength = 1)]
    public string Code { get; init; } = "";

    /// <inheritdoc cref="OriginalFinding.Result"/>
    [Required, AllowedValues("matches", "differs")]
    public string Result { get; init; } = "";
}

/// <summary>核验原件: the applicant shows originals at the counter and takes them home; the case keeps who saw them, when, and with what result.</summary>
internal static class CheckOriginals
{
    /// <summary>Notes for materials that were handed in what their originals show; a later look counts, and other content has to be looked at again.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, CheckedOriginals request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, CaseViews views, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        if (CaseStatus.IsFinal(file.Status))
            return Problems.WrongState(file);
        var listed = (await tx.MaterialsAsync(id)).ToDictionary(m => m.Code);
        var unlisted = request.Materials.Index().Where(seen => !listed.ContainsKey(seen.Item.Code)).Select(seen => (seen.Index, seen.Item.Code)).ToList();
        if (unlisted.Count > 0 || request.Materials.DistinctBy(seen => seen.Code).Count() != request.Materials.Count)
            return Problems.MaterialUnknown(unlisted);
        if (request.Materials.Where(seen => !listed[seen.Code].IsThere).ToList() is [_, ..] bare)
            return PaperProblems.NothingToCompare(bare, request.Materials);

        var now = time.GetUtcNow().UtcDateTime;
        await tx.ExecuteAsync("""
            update case_material m
            set original_check = seen.result, original_checked_by = @me, original_checked_at = @now
            from unnest(@codes, @results) as seen (code, result)
            where m.case_id = @id
              and m.code = seen.code
            """, new { id, me = me.Id, now, codes = request.Materials.Select(seen => seen.Code).ToArray(), results = request.Materials.Select(seen => seen.Result).ToArray() });
        await tx.NoteAsync([id], "check-originals", me, now, string.Join('；', request.Materials.Select(seen => $"{listed[seen.Code].Name}：{(seen.Result == "matches" ? "与原件一致" : "与原件不符")}")));
        tx.Audit("check-originals", "case", $"{id}", new { Materials = request.Materials.Select(seen => new { seen.Code, seen.Result }) });
        return await tx.AnswerAsync(file with { Version = file.Version + 1 }, me, views, response, ct);
    }
}
