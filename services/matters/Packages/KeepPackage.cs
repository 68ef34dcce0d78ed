using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Matters;

/// <summary>An editor drafts a package or its next version, and rewrites the draft.</summary>
internal static class KeepPackage
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapPost("/packages", DraftAsync).WithName("DraftPackage").AllowRoles(Role.CatalogueEditor, Role.Admin).WithIdempotency()
            .WithSummary("Drafts a package that the caller's department leads, or the next version of one");
        matters.MapPut("/packages/{code}/versions/{version:int}", ReviseAsync).WithName("RevisePackage").AllowRoles(Role.CatalogueEditor, Role.Admin)
            .WithSummary("Rewrites a draft; what was published does not change");
    }

    private static async Task<Results<Created<PackageView>, Problem>> DraftAsync(
        PackageContent content, Tx tx, Caller me, GovSettings settings, HallDepartment hall, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (!Keeps(PackageKeeper.Of(me, hall), content))
            return Problems.OtherLead();
        var (refused, findings) = await CheckAsync(tx, content);
        if (refused is not null)
            return refused;

        // Nobody else's package comes under its code, whoever leads now.
        var known = await tx.FindAsync<Known>(
            """
            select max(version) as last, (array_agg(lead_department order by version desc))[1] as lead
            from package
            where region = @Region
                and code = @Code
            having count(*) > 0
            """, new { settings.Region, content.Code });
        if (known is not null && PackageKeeper.Of(me, hall) is { All: false } keeper && keeper.Department != known.Lead)
            return Problems.OtherLead();
        var package = Package.Draft(content, settings.Region, (known?.Last ?? 0) + 1, new(Actor.Of(me), time.GetUtcNow().UtcDateTime));
        if (!await PackageSql.InsertAsync(tx, [package]))
            return Problems.DraftExists(package.Code);
        tx.Audit("package.draft", "package", $"{package.Region}/{package.Code}/{package.Version}");
        await tx.CommitAsync(ct);
        response.SetETag(package.Revision);
        return TypedResults.Created($"/api/matters/v1/packages/{package.Code}/versions/{package.Version}", PackageView.Of(package, findings));
    }

    private static async Task<Results<Ok<PackageView>, Problem>> ReviseAsync(
        string code, int version, PackageContent content, [FromHeader(Name = "If-Match")] string? ifMatch,
        Tx tx, Caller me, GovSettings settings, HallDepartment hall, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        var keeper = PackageKeeper.Of(me, hall);
        if (await PackageSql.LockAsync(tx, settings.Region, code, version, keeper) is not { } package)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, package.Revision) is { } no)
            return no;
        if (package.Revise(content, new(Actor.Of(me), time.GetUtcNow().UtcDateTime)) is not { } revised)
            return Problems.WrongStatus(package.Status);
        if (content.Code != code)
            return Problems.CodeChanged();
        if (!Keeps(keeper, content))
            return Problems.OtherLead();
        var (refused, findings) = await CheckAsync(tx, content);
        if (refused is not null)
            return refused;

        await PackageSql.RewriteAsync(tx, revised);
        tx.Audit("package.revise", "package", $"{package.Region}/{code}/{version}");
        await tx.CommitAsync(ct);
        response.SetETag(revised.Revision);
        return TypedResults.Ok(PackageView.Of(revised, findings));
    }

    private static bool Keeps(PackageKeeper keeper, PackageContent content) => keeper.All || (content.LeadDepartment is { } lead && lead == keeper.Department);

    /// <summary>Refused where there is no order to do things in; else what still stands in the way of publishing.</summary>
    private static async Task<(Problem? Refused, IReadOnlyList<Finding> Findings)> CheckAsync(Tx tx, PackageContent content)
    {
        var matters = await PackageSql.MattersAsync(await tx.ConnectionAsync(), content);
        var shape = PackageShape.Check(content, id => PackageShape.NameOf(content, matters, id));
        return shape.Count > 0 ? (Problems.BrokenPackage(shape), []) : (null, PackageRules.Check(content, matters));
    }

    private sealed record Known(int Last, string? Lead);
}
