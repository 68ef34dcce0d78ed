using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>What may be changed of a draft.</summary>
public sealed record CaseRevision
{
    /// <inheritdoc cref="NewCase.Delivery"/>
    [AllowedValues("counter", "electronic")]
    public string Delivery { get; init; } = "counter";

    /// <inheritdoc cref="NewCase.Form"/>
    public JsonElement? Form { get; init; }
}

/// <summary>Rewrites the form of a draft.</summary>
internal static class ReviseCase
{
    /// <summary>Replaces the form and the way of delivery of a draft.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, CaseRevision request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, CaseViews views, Forms forms, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindFiledByAsync(id, me) is not { } file)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, file.Version) is { } stale)
            return stale;
        var (form, no) = await forms.TakeAsync(request.Form, file, FormMode.Draft, ct);
        if (file.Revise(form, request.Delivery, time.GetUtcNow().UtcDateTime) is not { } revised)
            return Problems.WrongState(file);
        if (no is not null)
            return no;
        await tx.SaveAsync(revised, "revise", me);
        return await tx.AnswerAsync(revised, me, views, response, ct);
    }
}
