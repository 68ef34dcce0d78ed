using System.ComponentModel;
using Dapper;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>People look for a matter: by word, department, audience, type; a page at a time.</summary>
internal static class ListMatters
{
    private const int LongestQuery = 100;

    public static void Map(IEndpointRouteBuilder matters) =>
        matters.MapGet("/matters", ListAsync).WithName("ListMatters").AllowAnonymous()
            .WithSummary("Lists matters; with q, what is found in the name before what is found in the text");

    /// <summary>A matter in a list.</summary>
    internal sealed record Summary
    {
        // Settable members: Dapper finds no constructor that takes an array.
        public required string Code { get; init; }
        public required int Version { get; init; }
        public required string Status { get; init; }
        public required string Name { get; init; }
        public required string MatterType { get; init; }
        public required string HandlingType { get; init; }
        public required string DepartmentCode { get; init; }
        public required string DepartmentName { get; init; }
        public required string[] Audience { get; init; }
        public int? StatutoryDays { get; init; }
        public required int PromisedDays { get; init; }
        public string? ResultName { get; init; }
        public bool HasFee { get; init; }
        public int? Visits { get; init; }
        public bool AutoDecide { get; init; }

        /// <summary>With a query: 0 the name itself, 1 begins with it, 2 the name holds it, 3 the text does.</summary>
        public int Rank { get; init; }
    }

    internal sealed record Filter(
        string? Q, string[]? Grams, string? Department, string? Audience, string? Type, string? Handling, string Status,
        bool All, bool Edits, string? Own, int AfterRank, string AfterCode, int Limit);

    private static async Task<Results<Ok<Page<Summary>>, Problem>> ListAsync(
        [Description("Words, all of which must be found; a single character is looked for in names only")] string? q,
        [Description("Unified social credit code")] string? department,
        [Description("服务对象 (A.4): 1 自然人, 2 企业法人, …")] string? audience,
        [Description("事项类型 (A.1): 01 行政许可, …")] string? type,
        [Description("办件类型 (A.6): 1 即办件, 2 承诺件")] string? handling,
        [Description("published (default) or suspended; draft and retired for editors of the department")] string? status,
        int? limit, string? after,
        NpgsqlDataSource source, Caller me, HttpContext http, CancellationToken ct)
    {
        if (q?.Length > LongestQuery)
            return Problems.QueryTooLong();
        var grams = q is null ? null : SearchGrams.OfQuery(q);
        if (grams is [])
            return Problems.QueryEmpty();
        if (status is not null && !MatterStatus.All.Contains(status))
            return Problems.UnknownStatus();
        (int First, string Second) key = (-1, "");
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();

        var take = Paging.Limit(limit);
        var filter = new Filter(
            q is null ? null : SearchGrams.Normal(q.Trim()), grams, department, audience, type, handling, status ?? MatterStatus.Published,
            me.Has(Role.Admin), me.Has(Role.CatalogueEditor), me.Department, key.First, key.Second, take + 1);
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = (await db.QueryAsync<Summary>(new CommandDefinition(q is null ? Plain : Searched, filter, cancellationToken: ct))).AsList();
        return TypedResults.Ok(Paging.Of(rows, take, row => Cursor.Encode(row.Rank, row.Code), http));
    }

    private const string Columns = """
        code, version, status, name, matter_type, handling_type, department_code, department_name, audience,
        (content ->> 'statutoryDays')::integer as statutory_days,
        (content ->> 'promisedDays')::integer as promised_days,
        content -> 'elements' ->> 'resultName' as result_name,
        coalesce((content -> 'elements' ->> 'hasFee')::boolean, false) as has_fee,
        (content -> 'elements' ->> 'visits')::integer as visits,
        coalesce((content ->> 'autoDecide')::boolean, false) as auto_decide
        """;

    // Drafts and retired versions are for the editors of the department.
    private const string Filters = """
        status = @Status
            and (@Status in ('published', 'suspended') or @All or (@Edits and department_code = @Own))
            and (@Department::text is null or department_code = @Department)
            and (@Audience::text is null or @Audience = any(audience))
            and (@Type::text is null or matter_type = @Type)
            and (@Handling::text is null or handling_type = @Handling)
        """;

    internal const string Plain = $"""
        select {Columns}, 0 as rank
        from matter
        where {Filters}
            and code > @AfterCode
        order by code
        limit @Limit
        """;

    internal const string Searched = $"""
        select code, version, status, name, matter_type, handling_type, department_code, department_name, audience,
            statutory_days, promised_days, result_name, has_fee, visits, auto_decide, rank
        from (
            select {Columns},
                case
                    when lower(name) = @Q then 0
                    when starts_with(lower(name), @Q) then 1
                    when name_grams @> @Grams then 2
                    else 3
                end as rank
            from matter
            where {Filters}
                and text_grams @> @Grams) found
        where (rank, code) > (@AfterRank, @AfterCode)
        order by rank, code
        limit @Limit
        """;
}
