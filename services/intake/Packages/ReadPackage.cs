using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>One package, with how far each sub-case is and what waits for what.</summary>
internal static class ReadPackage
{
    /// <summary>The package: one status, every sub-case, the steps outside approval, the merged materials, and why what was not granted was not.</summary>
    public static async Task<Results<Ok<PackageView>, Problem>> Handle(Guid id, NpgsqlDataSource source, Caller me, PackageViews views, DuplicateWindow window, HttpResponse response, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (await db.FindReadablePackageAsync(id, me) is not { } package)
            return Problem.NotFound();
        var materials = await db.QueryAsync<PartMaterial>(PackageSql.MaterialsSql, new { id });
        var alike = await db.QueryAsync<Duplicates.InPackage>(Duplicates.PackageSql, new { Id = id, window.Days });
        response.SetETag(package.Version);
        return TypedResults.Ok(views.Of(package, materials.AsList(), alike.AsList(), me));
    }
}
