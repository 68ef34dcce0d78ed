using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Matters;

/// <summary>An editor publishes a package, suspends it, brings it back, or retires it for good; each says why.</summary>
internal static class ChangePackage
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        var version = matters.MapGroup("/packages/{code}/versions/{version:int}").AllowRoles(Role.CatalogueEditor, Role.Admin);
        version.MapPost("/publish", PublishAsync).WithName("PublishPackage").WithSummary("Publishes a draft, where all its matters are published and its promise can be kept");
        version.MapPost("/suspend", SuspendAsync).WithName("SuspendPackage").WithSummary("Takes no new applications for now");
        version.MapPost("/resume", ResumeAsync).WithName("ResumePackage").WithSummary("Takes new applications again, where it still could be published");
        version.MapPost("/retire", RetireAsync).WithName("RetirePackage").WithSummary("Takes no new applications ever again; running ones go on");
    }

    /// <summary>What a handler is called with.</summary>
    internal sealed record Call(Tx Tx, Caller Me, GovSettings Settings, HallDepartment Hall, TimeProvider Time, HttpResponse Response, CancellationToken Ct);

    private static Task<Results<Ok<PackageView>, Problem>> PublishAsync(
        string code, int version, PackageReason? reason, [FromHeader(Name = "If-Match")] string? ifMatch, [AsParameters] Call call) =>
        ApplyAsync(new(code, version, ifMatch, "package.publish", reason?.Why, Opens: true), static (package, by) => package.Publish(by), call);

    private static Task<Results<Ok<PackageView>, Problem>> SuspendAsync(
        string code, int version, PackageReason? reason, [FromHeader(Name = "If-Match")] string? ifMatch, [AsParameters] Call call) =>
        ApplyAsync(new(code, version, ifMatch, "package.suspend", reason?.Why, Opens: false), static (package, by) => package.Suspend(by), call);

    private static Task<Results<Ok<PackageView>, Problem>> ResumeAsync(
        string code, int version, PackageReason? reason, [FromHeader(Name = "If-Match")] string? ifMatch, [AsParameters] Call call) =>
        ApplyAsync(new(code, version, ifMatch, "package.resume", reason?.Why, Opens: true), static (package, by) => package.Resume(by), call);

    private static Task<Results<Ok<PackageView>, Problem>> RetireAsync(
        string code, int version, PackageReason? reason, [FromHeader(Name = "If-Match")] string? ifMatch, [AsParameters] Call call) =>
        ApplyAsync(new(code, version, ifMatch, "package.retire", reason?.Why, Opens: false), static (package, by) => package.Retire(by), call);

    private sealed record Wish(string Code, int Version, string? IfMatch, string Action, string? Why, bool Opens);

    private static async Task<Results<Ok<PackageView>, Problem>> ApplyAsync<T>(Wish wish, Func<Package, PackageChange, (Package Package, T Told)?> change, Call call)
        where T : class, IEvent
    {
        var (tx, region) = (call.Tx, call.Settings.Region);
        if (await PackageSql.LockAsync(tx, region, wish.Code, wish.Version, PackageKeeper.Of(call.Me, call.Hall)) is not { } package)
            return Problem.NotFound();
        if (Precondition.Failed(wish.IfMatch, package.Revision) is { } no)
            return no;
        var by = new PackageChange(Actor.Of(call.Me), call.Time.GetUtcNow().UtcDateTime, wish.Why);
        if (change(package, by) is not var (changed, told))
            return Problems.WrongStatus(package.Status);
        if (wish.Opens && PackageRules.Check(package.Content, await PackageSql.MattersAsync(await tx.ConnectionAsync(), package.Content)) is [_, ..] findings)
            return Problems.BrokenPackage(findings);

        if (package.Status == MatterStatus.Draft && (await PackageSql.LockCurrentAsync(tx, region, wish.Code))?.Supersede(by) is { } superseded)
            await PackageSql.SaveStatusAsync(tx, superseded);
        await PackageSql.SaveStatusAsync(tx, changed);
        tx.Publish(told);
        tx.Audit(wish.Action, "package", $"{region}/{wish.Code}/{wish.Version}", new { wish.Why });
        await tx.CommitAsync(call.Ct);
        call.Response.SetETag(changed.Revision);
        return TypedResults.Ok(PackageView.Of(changed));
    }
}
