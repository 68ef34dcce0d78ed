using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>一次性告知: everything that is missing, at once.</summary>
public sealed record SupplementRequest
{
    /// <summary>材料编码 of the published list.</summary>
    [Required, MinLength(1), MaxLength(100)]
    public string[] MaterialCodes { get; init; } = [];

    /// <summary>What is wrong with them, for the applicant.</summary>
    [Required, StringLength(1000, MinimumLength = 2)]
    public string Note { get; init; } = "";
}

/// <summary>补正告知: one notice names everything that is missing against the published list.</summary>
internal static class RequestSupplement
{
    /// <summary>Working days that the applicant has to answer; no law sets them.</summary>
    private const int AnswerWithin = 10;

    /// <summary>Asks for materials of the list; anything else is refused with 422.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, SupplementRequest request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, WorkingDays days, PersonalData data,
        TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, file.Version) is { } stale)
            return stale;
        var listed = await tx.MaterialsAsync(id);
        var unlisted = request.MaterialCodes.Except(listed.Select(m => m.Code)).ToList();
        if (unlisted.Count > 0)
            return Problems.NotOnTheList(unlisted);
        var now = time.GetUtcNow().UtcDateTime;
        if (file.RequestSupplement(days.Add(ChinaTime.Date(now), AnswerWithin), now) is not { } asked)
            return Problems.WrongState(file);

        await tx.ExecuteAsync("update case_material set requested = true where case_id = @id and code = any(@MaterialCodes)", new { id, request.MaterialCodes });
        await tx.SaveAsync(asked, "request-supplement", me, request.Note);
        var names = listed.Where(m => request.MaterialCodes.Contains(m.Code)).Select(m => m.Name).ToList();
        tx.Publish(new SupplementRequested(id, file.Number!, now, file.AccountId, file.Matter.Name, names, asked.SupplementDue!.Value));
        return await tx.AnswerAsync(asked, me, data, response, ct);
    }
}
