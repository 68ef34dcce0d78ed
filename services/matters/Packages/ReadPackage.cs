using Dapper;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>Anybody reads a package; editors also its history.</summary>
internal static class ReadPackage
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapGet("/packages/{code}", CurrentAsync).WithName("ReadPackage").AllowAnonymous().WithSummary("The version that people apply under: published, or suspended for now");
        matters.MapGet("/packages/{code}/versions/{version:int}", VersionAsync).WithName("ReadPackageVersion").AllowAnonymous().WithSummary("One version; drafts for those who keep the package");
        matters.MapGet("/packages/{code}/versions", HistoryAsync).WithName("ListPackageVersions").AllowRoles(Role.CatalogueEditor, Role.Admin).WithSummary("All versions, with who changed each last, when and why; the newest first, a hundred at most");
    }

    /// <summary>A version in the history of a package.</summary>
    /// <param name="ChangedBy">Account that changed it last; names are in the directory.</param>
    internal sealed record PackageVersion(int Version, string Status, int Revision, string Name, string ChangedBy, string ChangedByKind, string? Why, DateTime UpdatedAt, DateTime? PublishedAt);

    private static async Task<Results<Ok<PackageView>, StatusCodeHttpResult, Problem>> CurrentAsync(string code, NpgsqlDataSource source, GovSettings settings, HttpContext http, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (await PackageSql.CurrentAsync(db, settings.Region, code) is not { } package)
            return Problem.NotFound();
        // A revision alone would repeat itself from one version to the next.
        return Known(http, $"\"{package.Version}.{package.Revision}\"") ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(PackageView.Of(package));
    }

    private static async Task<Results<Ok<PackageView>, Problem>> VersionAsync(
        string code, int version, NpgsqlDataSource source, Caller me, GovSettings settings, HallDepartment hall, HttpResponse response, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (await PackageSql.VersionAsync(db, settings.Region, code, version, PackageKeeper.Of(me, hall)) is not { } package)
            return Problem.NotFound();
        response.SetETag(package.Revision);
        return TypedResults.Ok(PackageView.Of(package));
    }

    private static async Task<Results<Ok<List<PackageVersion>>, Problem>> HistoryAsync(
        string code, NpgsqlDataSource source, Caller me, GovSettings settings, HallDepartment hall, CancellationToken ct)
    {
        var keeper = PackageKeeper.Of(me, hall);
        await using var db = await source.OpenConnectionAsync(ct);
        var changes = (await db.QueryAsync<PackageVersion>(
            """
            select version, status, revision, name, changed_by, changed_by_kind, why, updated_at, published_at
            from package
            where region = @Region
                and code = @code
                and (@All or lead_department = @Department)
            order by version desc
            limit 100
            """, new { settings.Region, code, keeper.All, keeper.Department })).AsList();
        return changes.Count > 0 ? TypedResults.Ok(changes) : Problem.NotFound();
    }

    /// <summary>Sets the tag of what is told, and says whether the reader holds it already.</summary>
    internal static bool Known(HttpContext http, string tag)
    {
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "public, no-cache";
        return http.Request.GetTypedHeaders().IfNoneMatch is [_, ..] held && held.Any(known => known.Tag == tag || known.Equals(EntityTagHeaderValue.Any));
    }
}
