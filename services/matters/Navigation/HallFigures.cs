using Dapper;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>应进必进: how many matters are in the county hall, against the county's goals, and which are not.</summary>
internal static class HallFigures
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapGet("/figures/hall", ReadAsync).WithName("ReadHallFigures").AllowAnonymous().CacheOutput(new CountCache()).WithSummary("Matters in the county hall against the goals");
        matters.MapGet("/figures/hall/missing", MissingAsync).WithName("ListMattersNotInHall").AllowAnonymous().CacheOutput(new CountCache()).WithSummary("Published matters that no window of the county hall takes, and why");
    }

    // In the hall is what a window of a county hall (rank 0) takes, unless the matter keeps out and is not named.
    private const string Judged = $"""
        with taken as materialized (
            select distinct t.what
            from hall h
            join window_take t on t.hall_id = h.id
            where h.region = @Region
                and h.rank = 0
                and h.closed_at is null),
        frequent as materialized (
            select code
            from ({ReadFrequent.Used}) used
            order by uses desc, code
            limit @FrequentCount),
        judged as (
            select m.code, m.name, m.department_code, m.department_name, m.kept_out,
                m.code in (select code from frequent) as frequent,
                m.code in (select what from taken)
                    or (not m.kept_out and (exists (select from taken where what = '*') or m.department_code in (select what from taken))) as in_hall
            from matter m
            where m.region = @Region
                and m.status = 'published'
                and m.code > @After)
        """;

    internal const string Figures = $"""
        {Judged}
        select count(code)::integer as matters,
            count(code) filter (where in_hall)::integer as in_hall,
            count(code) filter (where frequent)::integer as frequent,
            count(code) filter (where frequent and in_hall)::integer as frequent_in_hall
        from judged
        """;

    internal const string Missing = $"""
        {Judged}
        select code, name, department_code, department_name, frequent, case when kept_out then 'kept-out' else 'no-window' end as reason
        from judged
        where not in_hall
            and (frequent or not @FrequentOnly)
        order by code
        limit @Limit
        """;

    private static async Task<Ok<HallFiguresView>> ReadAsync(NpgsqlDataSource source, GovSettings settings, Goals goals, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        response.Headers.CacheControl = "public, max-age=60";
        var counted = await db.QuerySingleAsync<Counted>(new CommandDefinition(Figures, Arguments(settings, goals, time, ""), cancellationToken: ct));
        return TypedResults.Ok(new HallFiguresView(
            counted.Matters, counted.InHall, Share(counted.InHall, counted.Matters), goals.Hall, counted.InHall >= goals.Hall,
            counted.Frequent, counted.FrequentInHall, Share(counted.FrequentInHall, counted.Frequent), goals.FrequentShare,
            counted.FrequentInHall * 100 >= counted.Frequent * goals.FrequentShare, goals.FrequentDays));
    }

    private static async Task<Results<Ok<Page<MissingMatter>>, Problem>> MissingAsync(
        bool? frequent, int? limit, string? after, NpgsqlDataSource source, GovSettings settings, Goals goals, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var key = "";
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();
        var take = Paging.Limit(limit);
        var arguments = Arguments(settings, goals, time, key!);
        arguments.AddDynamicParams(new { FrequentOnly = frequent == true, Limit = take + 1 });
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = await db.QueryAsync<MissingMatter>(new CommandDefinition(Missing, arguments, cancellationToken: ct));
        http.Response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Ok(Paging.Of(rows.AsList(), take, row => Cursor.Encode(row.Code), http));
    }

    private static DynamicParameters Arguments(GovSettings settings, Goals goals, TimeProvider time, string after) =>
        new(new { settings.Region, Since = time.Today().AddDays(-goals.FrequentDays), goals.FrequentCount, After = after });

    /// <summary>Percent with one digit, rounded down: what is not all is not 100.</summary>
    private static decimal? Share(int part, int whole) => whole == 0 ? null : Math.Floor(1000m * part / whole) / 10;

    /// <summary>The figures.</summary>
    /// <param name="Share">Percent of all published matters.</param>
    /// <param name="Frequent">The most used of the last FrequentDays days.</param>
    /// <param name="FrequentGoal">Percent of them that must be in the hall.</param>
    internal sealed record HallFiguresView(
        int Matters, int InHall, decimal? Share, int Goal, bool GoalMet, int Frequent, int FrequentInHall, decimal? FrequentShare, int FrequentGoal, bool FrequentGoalMet, int FrequentDays);

    /// <summary>A matter that is not in the hall.</summary>
    /// <param name="Reason">kept-out: elements.inHall says no; no-window: no window of the hall takes it.</param>
    internal sealed record MissingMatter(string Code, string Name, string DepartmentCode, string DepartmentName, bool Frequent, string Reason);

    private sealed record Counted(int Matters, int InHall, int Frequent, int FrequentInHall);
}
