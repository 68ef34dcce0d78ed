using System.ComponentModel;
using Dapper;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>Anybody reads how much a matter or a department asks of people, and what a version has changed of that.</summary>
internal static class ReadFigures
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapGet("/figures", MattersAsync).WithName("ListFigures").AllowAnonymous().CacheOutput(new CountCache()).WithSummary("六减一增 of each published matter, by code");
        matters.MapGet("/figures/departments", DepartmentsAsync).WithName("ListDepartmentFigures").AllowAnonymous().CacheOutput(new CountCache()).WithSummary("六减一增 of each department: sums and averages of its published matters");
        matters.MapGet("/matters/{code}/versions/{version:int}/figures", VersionAsync).WithName("ReadMatterFigures").AllowAnonymous().WithSummary("六减一增 of a version, and of the one before it");
    }

    /// <summary>What a version asks of people, and what the one before it asked.</summary>
    /// <param name="Before">Null for a first version.</param>
    internal sealed record FiguresOfVersion(MatterFigures? Before, MatterFigures After);

    internal sealed record Filter(string Region, string? Department, string After, int Limit);

    private static async Task<Results<Ok<Page<MatterFigures>>, Problem>> MattersAsync(
        [Description("Six digits; the county's own by default")] string? region, [Description("Unified social credit code")] string? department,
        int? limit, string? after, NpgsqlDataSource source, GovSettings settings, HttpContext http, CancellationToken ct)
    {
        string? key = null;
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();
        var take = Paging.Limit(limit);
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = (await db.QueryAsync<MatterFigures>(new CommandDefinition(OfMatters, new Filter(region ?? settings.Region, department, key ?? "", take + 1), cancellationToken: ct))).AsList();
        http.Response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Ok(Paging.Of(rows, take, row => Cursor.Encode(row.Code), http));
    }

    private static async Task<Results<Ok<Page<DepartmentFigures>>, Problem>> DepartmentsAsync(
        [Description("Six digits; the county's own by default")] string? region, int? limit, string? after, NpgsqlDataSource source, GovSettings settings, HttpContext http, CancellationToken ct)
    {
        string? key = null;
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();
        var take = Paging.Limit(limit);
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = (await db.QueryAsync<DepartmentFigures>(new CommandDefinition(OfDepartments, new Filter(region ?? settings.Region, null, key ?? "", take + 1), cancellationToken: ct))).AsList();
        http.Response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Ok(Paging.Of(rows, take, row => Cursor.Encode(row.DepartmentCode), http));
    }

    private static async Task<Results<Ok<FiguresOfVersion>, Problem>> VersionAsync(string code, int version, NpgsqlDataSource source, Caller me, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = (await db.QueryAsync<MatterFigures>(new CommandDefinition(
            $"""
            select {MatterFigures.Columns}
            {MatterFigures.From}
            where m.code = @code
                and m.version in (@version, @version - 1)
                and (m.status not in ('draft', 'scheduled') or @all or (@edits and m.department_code = @Department))
            order by m.version
            """, new { code, version, all = me.Has(Role.Admin), edits = me.Has(Role.CatalogueEditor), me.Department }, cancellationToken: ct))).AsList();
        return rows.Find(row => row.Version == version) is { } after
            ? TypedResults.Ok(new FiguresOfVersion(rows.Find(row => row.Version < version), after))
            : Problem.NotFound();
    }

    internal const string OfMatters = $"""
        select {MatterFigures.Columns}
        {MatterFigures.From}
        where m.region = @Region
            and m.status = 'published'
            and (@Department::text is null or m.department_code = @Department)
            and m.code > @After
        order by m.code
        limit @Limit
        """;

    internal const string OfDepartments = $"""
        select m.department_code, max(m.department_name) as department_name, count(*)::integer as matters,
            sum(m.steps)::integer as steps, round(avg(m.steps), 1) as average_steps,
            sum(a.materials_required)::integer as materials_required, sum(a.materials)::integer as materials, round(avg(a.materials), 1) as average_materials,
            sum(a.certificates)::integer as certificates, coalesce(sum(m.visits), 0)::integer as visits, round(avg(m.visits), 1) as average_visits,
            (count(*) filter (where m.visits = 0))::integer as without_visit,
            round(avg(m.promised_workdays), 1) as average_promised_days, round(avg(m.statutory_workdays), 1) as average_statutory_days,
            round(100 * sum(m.promised_workdays) filter (where m.statutory_workdays is not null) / nullif(sum(m.statutory_workdays), 0), 1) as promised_percent,
            sum(m.fee_items)::integer as fee_items,
            (count(*) filter (where m.by_web))::integer as online, (count(*) filter (where m.by_courier))::integer as courier,
            (count(*) filter (where m.by_terminal))::integer as self_service, (count(*) filter (where m.by_appointment))::integer as appointment,
            (count(*) filter (where m.by_mobile))::integer as mobile, (count(*) filter (where m.at_hall))::integer as in_hall
        {MatterFigures.From}
        where m.region = @Region
            and m.status = 'published'
            and m.department_code > @After
        group by m.department_code
        order by m.department_code
        limit @Limit
        """;
}
