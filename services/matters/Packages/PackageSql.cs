using System.Text.Json;
using Dapper;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>How a version of a package is stored, locked and read.</summary>
internal static class PackageSql
{
    private const string Columns = """
        select id, region, version, status, revision, content::text as content, changed_by, changed_by_kind, why, updated_at, published_at
        from package
        """;

    /// <summary>The version, locked for a change by somebody who keeps it; null where it is not there or another department leads.</summary>
    public static async Task<Package?> LockAsync(Tx tx, string region, string code, int version, PackageKeeper keeper) =>
        await tx.FindAsync<Row>(
            $"""
            {Columns}
            where region = @region
                and code = @code
                and version = @version
                and (@All or lead_department = @Department)
            for update
            """, new { region, code, version, keeper.All, keeper.Department }) is { } row ? row.ToPackage() : null;

    /// <summary>The version that people apply under, locked; null where there is none.</summary>
    public static async Task<Package?> LockCurrentAsync(Tx tx, string region, string code) =>
        await tx.FindAsync<Row>($"{Columns} where region = @region and code = @code and status in ('published', 'suspended') for update", new { region, code }) is { } row ? row.ToPackage() : null;

    public static async Task<Package?> CurrentAsync(NpgsqlConnection db, string region, string code) =>
        await db.QuerySingleOrDefaultAsync<Row>($"{Columns} where region = @region and code = @code and status in ('published', 'suspended')", new { region, code }) is { } row ? row.ToPackage() : null;

    /// <summary>Any version; drafts only for those who keep it.</summary>
    public static async Task<Package?> VersionAsync(NpgsqlConnection db, string region, string code, int version, PackageKeeper keeper) =>
        await db.QuerySingleOrDefaultAsync<Row>(
            $"""
            {Columns}
            where region = @region
                and code = @code
                and version = @version
                and (status <> 'draft' or @All or lead_department = @Department)
            """, new { region, code, version, keeper.All, keeper.Department }) is { } row ? row.ToPackage() : null;

    /// <summary>The latest version of each matter, by code: the one that people apply under, else what was before.</summary>
    public static async Task<IReadOnlyDictionary<string, Matter>> MattersAsync(NpgsqlConnection db, PackageContent package) =>
        (await MatterSql.LatestAsync(db, [.. package.Items.Select(item => item.MatterCode)])).ToDictionary(matter => matter.Code);

    /// <summary>Stores new versions; false where one of them has a draft already.</summary>
    public static async Task<bool> InsertAsync(Tx tx, IReadOnlyList<Package> packages)
    {
        var stored = await tx.ExecuteAsync(
            """
            insert into package (id, region, code, version, status, revision, name, lead_department, batch, themes, content, changed_by, changed_by_kind, why, created_at, updated_at, published_at)
            select id, region, code, version, status, revision, name, lead_department, batch, themes, content, changed_by, changed_by_kind, why, updated_at, updated_at, published_at
            from jsonb_to_recordset(@rows::jsonb) as r (id uuid, region text, code text, version integer, status text, revision integer, name text, lead_department text,
                batch text, themes text[], content jsonb, changed_by text, changed_by_kind text, why text, updated_at timestamptz, published_at timestamptz)
            on conflict do nothing
            """, new { rows = Rows(packages) });
        if (stored < packages.Count)
            return false;
        await InsertItemsAsync(tx, packages);
        return true;
    }

    /// <summary>Stores a draft as rewritten.</summary>
    public static async Task RewriteAsync(Tx tx, Package package)
    {
        await tx.ExecuteAsync(
            """
            update package
            set (revision, name, lead_department, batch, themes, content, changed_by, changed_by_kind, why, updated_at) =
                (select revision, name, lead_department, batch, themes, content, changed_by, changed_by_kind, why, updated_at
                from jsonb_to_recordset(@rows::jsonb) as r (revision integer, name text, lead_department text, batch text, themes text[], content jsonb,
                    changed_by text, changed_by_kind text, why text, updated_at timestamptz))
            where id = @Id
            """, new { rows = Rows([package]), package.Id });
        await tx.ExecuteAsync("delete from package_item where package_id = @Id", new { package.Id });
        await InsertItemsAsync(tx, [package]);
    }

    public static Task<int> SaveStatusAsync(Tx tx, Package package) =>
        tx.ExecuteAsync(
            """
            update package
            set status = @Status, revision = @Revision, changed_by = @by, changed_by_kind = @Kind, why = @Why, updated_at = @At, published_at = @PublishedAt
            where id = @Id
            """, new { package.Status, package.Revision, by = package.Last.By.Id, package.Last.By.Kind, package.Last.Why, package.Last.At, package.PublishedAt, package.Id });

    private static Task<int> InsertItemsAsync(Tx tx, IReadOnlyList<Package> packages) =>
        tx.ExecuteAsync(
            """
            insert into package_item (package_id, position, matter_code)
            select package_id, position, matter_code
            from jsonb_to_recordset(@rows::jsonb) as r (package_id uuid, position integer, matter_code text)
            """,
            new { rows = JsonSerializer.Serialize(packages.SelectMany(package => package.Content.Items.Select((item, i) => new { package_id = package.Id, position = i + 1, matter_code = item.MatterCode }))) });

    private static string Rows(IReadOnlyList<Package> packages) => JsonSerializer.Serialize(packages.Select(package => new
    {
        package.Id, package.Region, package.Code, package.Version, package.Status, package.Revision, package.Content.Name, lead_department = package.Content.LeadDepartment,
        package.Content.Batch, package.Content.Themes, package.Content, changed_by = package.Last.By.Id, changed_by_kind = package.Last.By.Kind, package.Last.Why, updated_at = package.Last.At, published_at = package.PublishedAt,
    }), GovJson.Events);

    private sealed record Row(Guid Id, string Region, int Version, string Status, int Revision, string Content, string ChangedBy, string ChangedByKind, string? Why, DateTime UpdatedAt, DateTime? PublishedAt)
    {
        public Package ToPackage() =>
            new(Id, Region, Version, Status, Revision, JsonSerializer.Deserialize<PackageContent>(Content, GovJson.Events)!, new(new(ChangedBy, ChangedByKind), UpdatedAt, Why), PublishedAt);
    }
}

/// <summary>Whose packages a caller keeps: an administrator and the editors of the government-services hall all, other editors those that their department leads.</summary>
internal sealed record PackageKeeper(bool All, string? Department)
{
    public static PackageKeeper Of(Caller me, HallDepartment hall) =>
        me.Has(Role.Admin) ? new(true, null) : me.Has(Role.CatalogueEditor) ? new(me.Department == hall.Code, me.Department) : new(false, null);
}

/// <summary>政务服务部门 of the county, which keeps the packages that no department leads: Gov:HallDepartment, by default the one of the seed.</summary>
internal sealed class HallDepartment(GovSettings settings, IConfiguration configuration)
{
    public string Code { get; } = configuration["Gov:HallDepartment"] ?? SeedCatalogue.Departments(settings.Region, "").First(department => department.Key == "government-services").Code;
}
