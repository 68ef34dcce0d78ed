using System.ComponentModel;
using Dapper;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>Anybody reads where matters are handled, and what a place takes.</summary>
internal static class ReadHalls
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapGet("/halls", ListAsync).WithName("ListHalls").AllowAnonymous().WithSummary("The county's places, by kind and name; whether each is open now");
        matters.MapGet("/halls/{id:guid}", ReadAsync).WithName("ReadHall").AllowAnonymous().WithSummary("One place with its windows");
        matters.MapGet("/halls/{id:guid}/matters", MattersAsync).WithName("ListMattersOfHall").AllowAnonymous().WithSummary("The published matters that a place takes");
        matters.MapGet("/halls/county/matters/{code}", CountyTakesAsync).WithName("ReadMatterOfCounty").AllowAnonymous().WithSummary("Whether the county's own hall takes a matter, which it also does where no place is listed for it: 404 where it does not");
        matters.MapGet("/halls/{id:guid}/matters/{code}", MatterAsync).WithName("ReadMatterOfHall").AllowAnonymous().WithSummary("Whether a place takes a matter: 404 where it does not");
    }

    /// <summary>The matter's latest version, whether published or not: cases filed under it go on.</summary>
    private const string Latest = """
        select m.code, m.name, m.department_code, m.department_name, m.handling_type
        from (
            select code, name, department_code, department_name, handling_type, kept_out
            from matter
            where region = @Region and code = @code and status <> 'draft'
            order by version desc
            limit 1) m
        """;

    private static async Task<Results<Ok<TakenMatter>, Problem>> CountyTakesAsync(string code, NpgsqlDataSource source, GovSettings settings, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        return await db.QuerySingleOrDefaultAsync<TakenMatter>(
            $"""
            {Latest}
            cross join lateral (
                select bool_or(h.kind = 'county-hall') as county
                from window_take t
                join hall h on h.id = t.hall_id and h.closed_at is null
                where t.region = @Region
                    and (t.what = m.code or (t.what in ('*', m.department_code) and not m.kept_out))) takes
            where coalesce(takes.county, true)
            """, new { settings.Region, code }) is { } taken ? TypedResults.Ok(taken) : Problem.NotFound();
    }

    private static async Task<Results<Ok<TakenMatter>, Problem>> MatterAsync(Guid id, string code, NpgsqlDataSource source, GovSettings settings, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        return await db.QuerySingleOrDefaultAsync<TakenMatter>(
            $"""
            {Latest}
            join hall h on h.id = @id and h.region = @Region and h.closed_at is null
            where exists (
                select from window_take t
                where t.hall_id = h.id
                    and (t.what = m.code or (t.what in ('*', m.department_code) and not m.kept_out)))
            """, new { settings.Region, id, code }) is { } taken ? TypedResults.Ok(taken) : Problem.NotFound();
    }

    internal const string List = $"""
        select {HallSql.Columns}
        from hall h
        where h.region = @Region
            and h.closed_at is null
            and (h.rank, h.name) > (@AfterRank, @AfterName)
            and (@Rank::integer is null or h.rank = @Rank)
        order by h.rank, h.name
        limit @Limit
        """;

    private static async Task<Results<Ok<Page<HallView>>, Problem>> ListAsync(
        [Description("county-hall, township-hall, village-desk, agent-point or self-service")] string? kind, int? limit, string? after,
        NpgsqlDataSource source, GovSettings settings, WorkingDays days, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        if (kind is not null && HallKind.Rank(kind) < 0)
            return NavigationProblems.UnknownKind();
        (int First, string Second) key = (-1, "");
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();
        var take = Paging.Limit(limit);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await source.OpenConnectionAsync(ct);
        var halls = await db.QueryAsync<HallView>(new CommandDefinition(List, new
        {
            settings.Region, AfterRank = key.First, AfterName = key.Second, Rank = kind is null ? (int?)null : HallKind.Rank(kind), Limit = take + 1,
        }, cancellationToken: ct));
        return TypedResults.Ok(Paging.Of([.. halls.Select(hall => hall.At(now, days))], take, hall => Cursor.Encode(HallKind.Rank(hall.Kind), hall.Name), http));
    }

    private static async Task<Results<Ok<HallView>, Problem>> ReadAsync(
        Guid id, NpgsqlDataSource source, GovSettings settings, WorkingDays days, TimeProvider time, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (await HallSql.FindAsync(db, settings.Region, id) is not { } hall)
            return Problem.NotFound();
        return TypedResults.Ok(hall.At(time.GetUtcNow().UtcDateTime, days));
    }

    /// <summary>A place that takes everything walks the county's matters in order; any other, those of its departments and those it names.</summary>
    internal const string Everything = """
        select m.code, m.name, m.department_code, m.department_name, m.handling_type
        from matter m
        where m.region = @Region
            and m.status = 'published'
            and m.code > @After
            and (not m.kept_out or exists (select from window_take t where t.region = @Region and t.what = m.code and t.hall_id = @id))
        order by m.code
        limit @Limit
        """;

    internal const string Some = """
        select code, name, department_code, department_name, handling_type
        from (
            select m.code, m.name, m.department_code, m.department_name, m.handling_type
            from window_take t
            cross join lateral (
                select code, name, department_code, department_name, handling_type
                from matter
                where department_code = t.what
                    and status = 'published'
                    and code > @After
                    and not kept_out
                order by code
                limit @Limit) m
            where t.hall_id = @id
                and length(t.what) = 18
            union
            select m.code, m.name, m.department_code, m.department_name, m.handling_type
            from window_take t
            join matter m on m.code = t.what and m.status = 'published'
            where t.hall_id = @id
                and t.what > @After
                and length(t.what) = 31) taken
        order by code
        limit @Limit
        """;

    private static async Task<Results<Ok<Page<TakenMatter>>, Problem>> MattersAsync(
        Guid id, int? limit, string? after, NpgsqlDataSource source, GovSettings settings, HttpContext http, CancellationToken ct)
    {
        var key = "";
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();
        await using var db = await source.OpenConnectionAsync(ct);
        var all = await db.QuerySingleOrDefaultAsync<bool?>(
            """
            select exists (select from window_take t where t.region = h.region and t.what = '*' and t.hall_id = h.id)
            from hall h
            where h.region = @Region and h.id = @id
            """, new { settings.Region, id });
        if (all is null)
            return Problem.NotFound();
        var take = Paging.Limit(limit);
        var rows = await db.QueryAsync<TakenMatter>(new CommandDefinition(all == true ? Everything : Some, new { settings.Region, id, After = key, Limit = take + 1 }, cancellationToken: ct));
        return TypedResults.Ok(Paging.Of(rows.AsList(), take, row => Cursor.Encode(row.Code), http));
    }

    internal sealed record TakenMatter(string Code, string Name, string DepartmentCode, string DepartmentName, string HandlingType);
}
