using System.ComponentModel;
using Dapper;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>People look for a package: by theme, batch, department or matter; editors also for those that a matter has broken, closed or changed.</summary>
internal static class ListPackages
{
    public static void Map(IEndpointRouteBuilder matters) =>
        matters.MapGet("/packages", ListAsync).WithName("ListPackages").AllowAnonymous().WithSummary("Lists packages by code");

    /// <summary>A package in a list.</summary>
    internal sealed record PackageSummary
    {
        // Settable members: Dapper finds no constructor that takes an array.
        public required string Code { get; init; }
        public required int Version { get; init; }
        public required string Status { get; init; }
        public required string Name { get; init; }

        /// <summary>person 个人, enterprise 企业.</summary>
        public required string Kind { get; init; }

        public string? Summary { get; init; }
        public string? Batch { get; init; }
        public required string[] Themes { get; init; }

        /// <summary>Null where the department first asked leads.</summary>
        public string? LeadDepartment { get; init; }

        public required int Matters { get; init; }

        /// <summary>Working days.</summary>
        public required int PromisedDays { get; init; }
    }

    internal sealed record Filter(
        string Region, string Status, string? Theme, string? Batch, string? Department, string? Matter, bool Broken, bool All, string? Own, string After, int Limit);

    private static async Task<Results<Ok<Page<PackageSummary>>, Problem>> ListAsync(
        [Description("主题")] string? theme, [Description("批次")] string? batch,
        [Description("Unified social credit code of a department that takes part or leads")] string? department,
        [Description("实施编码 of a matter that is part of it")] string? matter,
        [Description("published (default) or suspended; draft and retired for those who keep the package")] string? status,
        [Description("For editors, true: only those of which a matter cannot be applied for now, or no longer has an option that the package answers")] bool? broken,
        int? limit, string? after,
        NpgsqlDataSource source, Caller me, GovSettings settings, HallDepartment hall, HttpContext http, CancellationToken ct)
    {
        if (status is not null && !MatterStatus.All.Contains(status))
            return Problems.UnknownStatus();
        if (broken == true && !me.Has(Role.CatalogueEditor) && !me.Has(Role.Admin))
            return Problems.EditorsOnly();
        string? key = "";
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();
        var (take, keeper) = (Paging.Limit(limit), PackageKeeper.Of(me, hall));
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = (await db.QueryAsync<PackageSummary>(new CommandDefinition(
            Sql, new Filter(settings.Region, status ?? MatterStatus.Published, theme, batch, department, matter, broken == true, keeper.All, keeper.Department, key!, take + 1), cancellationToken: ct))).AsList();
        return TypedResults.Ok(Paging.Of(rows, take, row => Cursor.Encode(row.Code), http));
    }

    internal const string Sql = """
        select p.code, p.version, p.status, p.name, p.content ->> 'kind' as kind, p.content ->> 'summary' as summary, p.batch, p.themes, p.lead_department,
            jsonb_array_length(p.content -> 'items') as matters, (p.content ->> 'promisedDays')::integer as promised_days
        from package p
        where p.region = @Region
            and p.status = @Status
            and (@Status in ('published', 'suspended') or @All or p.lead_department = @Own)
            and (@Theme::text is null or @Theme = any(p.themes))
            and (@Batch::text is null or p.batch = @Batch)
            and (@Department::text is null or p.lead_department = @Department
                or exists (select from package_item i where i.package_id = p.id and i.department_code = @Department))
            and (@Matter::text is null or exists (select from package_item i where i.package_id = p.id and i.matter_code = @Matter))
            and (not @Broken
                or exists (
                    select from package_item i
                    where i.package_id = p.id
                        and not exists (select from matter m where m.code = i.matter_code and m.status = 'published'))
                or exists (
                    select from jsonb_array_elements(p.content -> 'items') i
                    cross join jsonb_array_elements(i -> 'answers') a
                    join matter m on m.code = i ->> 'matterCode' and m.status = 'published'
                    where not m.content @> jsonb_build_object('situations', jsonb_build_array(jsonb_build_object(
                        'id', split_part(a ->> 'answer', '=', 1),
                        'options', jsonb_build_array(jsonb_build_object('id', split_part(a ->> 'answer', '=', 2))))))))
            and p.code > @After
        order by p.code
        limit @Limit
        """;
}
