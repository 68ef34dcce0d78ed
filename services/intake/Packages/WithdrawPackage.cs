using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>撤回: the applicant takes the whole package back.</summary>
internal static class WithdrawPackage
{
    /// <summary>Withdraws every sub-case that is not accepted, and asks approval to end those that are; what is decided stays.</summary>
    public static async Task<Results<Ok<PackageView>, Problem>> Handle(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, PackageViews views, DocumentWriter papers, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindPackageAsync(id, me, Filers.MayFile) is not { } package)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, package.Version) is { } stale)
            return stale;
        var now = time.GetUtcNow().UtcDateTime;
        List<CaseFile> parts = [.. package.Cases];
        for (var n = 0; n < parts.Count; n++)
            parts[n] = await tx.WithdrawAsync(parts[n], papers, me, now) ?? parts[n];
        if (parts.SequenceEqual(package.Cases))
            return PackageProblems.WrongState(package);
        var file = package.File with { Version = package.File.Version + 1, UpdatedAt = now };
        await tx.SaveAsync(file, "withdraw");
        return await tx.AnswerAsync(new(file, parts), me, views, response, ct);
    }
}
