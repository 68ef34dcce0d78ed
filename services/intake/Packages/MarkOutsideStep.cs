using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>A step outside approval (seal, bank, birth certificate) is done: the applicant or the counter says so, and what waits for it goes on.</summary>
internal static class MarkOutsideStep
{
    /// <summary>Marks a step outside approval as done; a second time changes nothing.</summary>
    public static async Task<Results<Ok<PackageView>, Problem>> Handle(
        Guid id, string step, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, PackageViews views, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindPackageAsync(id, me, PackageSql.MayRead) is not { } package || !package.File.Plan.Steps.Any(known => known.Id == step && known.Outside is not null))
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, package.Version) is { } stale)
            return stale;
        if (package.File.SubmittedAt is null || package.File.ClosedAt is not null)
            return PackageProblems.WrongState(package);
        if (package.File.OutsideDone.Contains(step))
            return await tx.AnswerAsync(package, me, views, response, ct);
        var file = package.File with { OutsideDone = [.. package.File.OutsideDone, step], Version = package.File.Version + 1, UpdatedAt = time.GetUtcNow().UtcDateTime };
        await tx.SaveAsync(file, "outside-done");
        await tx.ExecuteAsync("insert into package_move (package_id) values (@id)", new { id });
        return await tx.AnswerAsync(package with { File = file }, me, views, response, ct);
    }
}
