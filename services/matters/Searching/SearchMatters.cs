using Dapper;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>Finds matters by what people type: one statement of questions to an index, the surest first; what fills the page leaves the rest unasked.</summary>
internal static class SearchMatters
{
    /// <summary>Where a page begins: behind this key.</summary>
    internal sealed record Place(int Rank, int Rare, int Weight, string LastCode, int Limit);

    public static async Task<Results<Ok<Page<MatterSummary>>, Problem>> FindAsync(
        string q, ListMatters.Filter filter, int? limit, string? after, NpgsqlDataSource source, HttpContext http, CancellationToken ct)
    {
        if (SearchQuery.Of(q, filter.Region) is not { } query)
            return Problems.QueryEmpty();
        (int[] Numbers, string Code) last = ([-1, 0, 0], "");
        if (after is not null && (!Cursor.TryDecode(after, out last) || last.Numbers.Length != 3))
            return Cursor.Unreadable();
        var take = Paging.Limit(limit);
        await using var db = await source.OpenConnectionAsync(ct);
        var sought = Sought(query, filter, new(last.Numbers[0], last.Numbers[1], last.Numbers[2], last.Code, take + 1));
        var rows = (await db.QueryAsync<MatterSummary>(new CommandDefinition(Sql, sought, cancellationToken: ct))).AsList();
        return TypedResults.Ok(Paging.Of(rows, take, row => Cursor.Encode(new[] { row.Rank, row.Rare, row.Weight }, row.Code), http));
    }

    // A question to which nothing answers, which the planner takes to the index as any other.
    private const string Nothing = "'-'";

    internal static object Sought(SearchQuery query, ListMatters.Filter filter, Place behind) => new
    {
        filter.Region, filter.Status, filter.Department, filter.Audience, filter.Type, filter.Handling,
        query.Whole, query.Core, query.Letters, said = query.Said ?? Nothing, called = query.Called ?? Nothing,
        sounding = query.Sounding ?? Nothing, mistyped = query.Mistyped ?? Nothing, told = query.Told ?? Nothing, partly = query.Partly ?? Nothing,
        pieces = query.Pieces.Select(piece => piece.Text).ToArray(), parts = query.Pieces.Select(piece => piece.Part).ToArray(), weights = query.Pieces.Select(piece => piece.Weight).ToArray(),
        behind.Rank, behind.Rare, behind.Weight, behind.LastCode, behind.Limit,
    };

    private const string Key = "code, -uses as rare, weight";

    private const string OfPage = """
        where (rank, rare, weight, code) > (@Rank, @Rare, @Weight, @LastCode)
            order by rank, rare, weight, code
            limit @Limit
        """;

    private const string Named = "@Said::tsquery || @Called::tsquery || @Sounding::tsquery || @Mistyped::tsquery";

    /// <summary>
    /// The county stands in every term: asking for it beside them would read the whole of it. What one question has found the next leaves out, in the index too; and an append
    /// under a limit asks them in turn: a common word, which the names answer, never reaches the others. `offset 0` has a rank worked out once;
    /// a query holds letters and digits only, so that `like` is faster than strpos and as safe.
    /// </summary>
    internal const string Sql = $"""
        select {ListMatters.Columns}, rank, rare, page.weight
        from (
            (select code, rare, weight, rank from (
                select {Key},
                    case
                        when title in (@Whole, @Core) then 0
                        when title like @Whole || '%' or title like @Core || '%' then 1
                        when said like '%|' || @Core || '|%' then 2
                        when title like '%' || @Core || '%' then 3
                        when said like '%' || @Core || '%' then 4
                        else 5
                    end as rank
                from matter_search
                where names @@ @Said::tsquery
                    and {ListMatters.Narrowed}
                offset 0) said
            {OfPage})
            union all
            (select code, rare, weight, rank from (
                select {Key}, 6 as rank
                from matter_search
                where names @@ (@Called::tsquery && !!@Said::tsquery)
                    and {ListMatters.Narrowed}) called
            {OfPage})
            union all
            (select code, rare, weight, rank from (
                select {Key}, case when starts_with(initials, @Letters::text) then 7 else 8 end as rank
                from matter_search
                where names @@ (@Sounding::tsquery && !!(@Said::tsquery || @Called::tsquery))
                    and {ListMatters.Narrowed}) sounding
            {OfPage})
            union all
            (select code, rare, weight, rank from (
                select {Key}, 9 as rank
                from matter_search
                where names @@ (@Mistyped::tsquery && !!(@Said::tsquery || @Called::tsquery || @Sounding::tsquery))
                    and {ListMatters.Narrowed}) mistyped
            {OfPage})
            union all
            (select code, rare, weight, rank from (
                select {Key}, 10 as rank
                from matter_search
                where texts @@ @Told::tsquery
                    and {ListMatters.Narrowed}
                    and code not in (select code from matter_search where names @@ ({Named}))) told
            {OfPage})
            union all
            (select code, rare, weight, rank from (
                select {Key},
                    1000 - (select coalesce(sum(heaviest), 0) from (
                        select max(p.weight) as heaviest
                        from unnest(@pieces::text[], @parts::integer[], @weights::integer[]) p (piece, part, weight)
                        where strpos(said, piece) > 0
                        group by part) held)::integer as rank
                from matter_search
                where names @@ (@Partly::tsquery && !!({Named}))
                    and {ListMatters.Narrowed}
                    and code not in (select code from matter_search where texts @@ @Told::tsquery)
                offset 0) partly
            {OfPage})
            limit @Limit) page
        join matter_search using (code)
        where region = @Region
        order by rank, rare, page.weight, code
        """;
}
