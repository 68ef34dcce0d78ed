using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>What the applicant has the counter correct on the spot.</summary>
public sealed record CaseCorrection
{
    /// <summary>The form as it is to be, a JSON object.</summary>
    [Required]
    public JsonElement? Form { get; init; }

    /// <summary>What was wrong, for the timeline.</summary>
    [Required, StringLength(500, MinimumLength = 2)]
    public string Note { get; init; } = "";
}

/// <summary>当场更正: errors that can be corrected on the spot are, and no notice is given for them (行政许可法 art. 32).</summary>
internal static class CorrectCase
{
    /// <summary>Corrects the form of a received case.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, CaseCorrection request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, CaseViews views, Forms forms, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        var (form, no) = await forms.TakeAsync(request.Form, file, FormMode.Complete, ct);
        if (file.Correct(form, time.GetUtcNow().UtcDateTime) is not { } corrected)
            return Problems.WrongState(file);
        if (no is not null)
            return no;
        await tx.SaveAsync(corrected, "correct", me, request.Note);
        return await tx.AnswerAsync(corrected, me, views, response, ct);
    }
}
