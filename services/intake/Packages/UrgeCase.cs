using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>催办: which sub-case is urged on, and with what words.</summary>
public sealed record CaseUrging
{
    public Guid CaseId { get; init; }

    /// <summary>For the timeline, which the applicant reads.</summary>
    [Required, StringLength(500, MinimumLength = 2)]
    public string Note { get; init; } = "";
}

/// <summary>The department that leads urges another one on; supervision hears of it.</summary>
internal static class UrgeCase
{
    /// <summary>Urges a sub-case on: it stands in its timeline, and supervision is told.</summary>
    public static async Task<Results<Ok<PackageView>, Problem>> Handle(
        Guid id, CaseUrging request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, PackageViews views, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindPackageAsync(id, me, "number is not null and lead_department = @department") is not { } package)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, package.Version) is { } stale)
            return stale;
        if (package.Cases.FirstOrDefault(part => part.Id == request.CaseId) is not { } file)
            return PackageProblems.NoSuchCase();
        var now = time.GetUtcNow().UtcDateTime;
        if (file.Urge(now) is not { } urged)
            return PackageProblems.NotUrgeable(file);
        await tx.SaveAsync(urged, "urge", me, request.Note);
        tx.Publish(new IrregularityFound(file.Id, file.Number!, now, "urged", package.File.Number!, me.Id, Refused: false, file.Matter.Name, file.Matter.DepartmentCode));
        return await tx.AnswerAsync(package with { Cases = [.. package.Cases.Select(part => part.Id == urged.Id ? urged : part)] }, me, views, response, ct);
    }
}
