using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>What came of one sub-case.</summary>
/// <param name="Done">False where it was left as it was; code says why.</param>
internal sealed record StepResult(string Step, Guid CaseId, string? Number, string Status, bool Done, string? Code);

/// <summary>A package at the counter: one call for all its sub-cases, each by its own transition; what one refuses leaves the others.</summary>
internal static class CounterPackage
{
    /// <summary>Receives every sub-case that can be received, and tells of each what came of it.</summary>
    public static Task<Results<Ok<IReadOnlyList<StepResult>>, Problem>> ReceiveAsync(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, ReceivingDesk desk, CaseViews views, Forms forms, Serials serials, DocumentWriter papers, WorkingDays days, FileSettings files, TimeProvider time, HttpResponse response, CancellationToken ct) =>
        EachAsync(id, ifMatch, tx, me, part => ReceiveCase.Handle(part.Id, $"\"{part.Version}\"", tx, me, desk, views, forms, serials, papers, days, files, time, response, ct), response, ct);

    /// <summary>Accepts every sub-case that can be accepted; those that wait for others are told as waits-for.</summary>
    public static Task<Results<Ok<IReadOnlyList<StepResult>>, Problem>> AcceptAsync(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, Mandate mandate, FreshReads fresh, CaseViews views, DocumentWriter papers, WorkingDays days, FileSettings files, TimeProvider time, HttpResponse response, CancellationToken ct) =>
        EachAsync(id, ifMatch, tx, me, part => AcceptCase.Handle(part.Id, $"\"{part.Version}\"", tx, me, mandate, fresh, days, files, views, papers, time, response, ct), response, ct);

    private static async Task<Results<Ok<IReadOnlyList<StepResult>>, Problem>> EachAsync(
        Guid id, string? ifMatch, Tx tx, Caller me, Func<CaseFile, Task<Results<Ok<CaseView>, Problem>>> move, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindPackageAsync(id, me, PackageSql.MayRead) is not { } package)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, package.Version) is { } stale)
            return stale;
        if (package.File.SubmittedAt is null)
            return PackageProblems.WrongState(package);
        List<StepResult> results = [];
        var version = package.File.Version;
        foreach (var part in package.Cases)
        {
            var result = (await move(part)).Result switch
            {
                Ok<CaseView> { Value: { } done } => (new StepResult(part.PackageItem!, part.Id, done.Number, done.Status, true, null), done.Version),
                var no => (new(part.PackageItem!, part.Id, part.Number, part.Status, false, ((Problem)no).Code), part.Version),
            };
            results.Add(result.Item1);
            version += result.Version;
        }
        await tx.CommitAsync(ct);
        response.SetETag(version);
        return TypedResults.Ok<IReadOnlyList<StepResult>>(results);
    }
}
