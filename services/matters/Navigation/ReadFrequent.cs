using System.ComponentModel;
using Dapper;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>高频事项: the published matters by how often they were really applied for.</summary>
internal static class ReadFrequent
{
    private const int MostDays = 366;

    public static void Map(IEndpointRouteBuilder matters) =>
        matters.MapGet("/frequent", ListAsync).WithName("ListFrequentMatters").AllowAnonymous().CacheOutput(new CountCache()).WithSummary("The most used matters of the last days, by accepted cases");

    /// <summary>What of a county's published matters was used since a day, and how often.</summary>
    internal const string Used = """
        select u.code, u.uses, m.name, m.department_code, m.department_name, m.handling_type
        from (
            select code, sum(count)::integer as uses
            from matter_use
            where region = @Region
                and day > @Since
            group by code) u
        join matter_search m on m.region = @Region and m.code = u.code and m.status = 'published'
        """;

    internal const string Ranked = $"""
        select code, name, department_code, department_name, handling_type, uses, rank
        from (
            select code, name, department_code, department_name, handling_type, uses, row_number() over (order by uses desc, code)::integer as rank
            from ({Used}) used) ranked
        where (-uses, code) > (@AfterUses, @AfterCode)
        order by rank
        limit @Limit
        """;

    private static async Task<Results<Ok<Page<FrequentMatter>>, Problem>> ListAsync(
        [Description("1 to 366; 90 unless the county has set another number")] int? days, int? limit, string? after,
        NpgsqlDataSource source, GovSettings settings, Goals goals, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        if (days is < 1 or > MostDays)
            return NavigationProblems.DaysRange(MostDays);
        (int First, string Second) key = (int.MinValue, "");
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();
        var take = Paging.Limit(limit);
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = await db.QueryAsync<FrequentMatter>(new CommandDefinition(Ranked, new
        {
            settings.Region, Since = time.Today().AddDays(-(days ?? goals.FrequentDays)), AfterUses = key.First, AfterCode = key.Second, Limit = take + 1,
        }, cancellationToken: ct));
        http.Response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Ok(Paging.Of(rows.AsList(), take, row => Cursor.Encode(-row.Uses, row.Code), http));
    }

    /// <summary>A matter in the list.</summary>
    /// <param name="Uses">Accepted cases.</param>
    /// <param name="Rank">1 is the most used.</param>
    internal sealed record FrequentMatter(string Code, string Name, string DepartmentCode, string DepartmentName, string HandlingType, int Uses, int Rank);
}
