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
            .WithSummary("Lists matters of a county; with q, the best found first");

    /// <summary>What was asked for, and what the caller may see.</summary>
    internal sealed record Filter(
        string Region, string Status, string? Department = null, string? Audience = null, string? Type = null, string? Handling = null,
        string? Q = null, bool All = false, bool Edits = false, string? Own = null)
    {
        /// <summary>False for drafts and retired versions, which are for the editors of the department.</summary>
        public bool IsOpen => Status is MatterStatus.Published or MatterStatus.Suspended;
    }

    private static async Task<Results<Ok<Page<MatterSummary>>, Problem>> ListAsync(
        [Description("Words, pinyin or initials; of drafts and retired versions, what the name holds")] string? q,
        [Description("Region code of the county, 6 digits; this platform's own where none is given")] string? region,
        [Description("Unified social credit code")] string? department,
        [Description("服务对象 (A.4): 1 自然人, 2 企业法人, …")] string? audience,
        [Description("事项类型 (A.1): 01 行政许可, …")] string? type,
        [Description("办件类型 (A.6): 1 即办件, 2 承诺件")] string? handling,
        [Description("published (default) or suspended; draft and retired for editors of the department")] string? status,
        int? limit, string? after,
        NpgsqlDataSource source, GovSettings settings, Caller me, HttpContext http, CancellationToken ct)
    {
        if (q?.Length > LongestQuery)
            return Problems.QueryTooLong();
        if (region is not null && !(region.Length == 6 && region.All(char.IsAsciiDigit)))
            return Problems.RegionMalformed();
        if (status is not null && !MatterStatus.All.Contains(status))
            return Problems.UnknownStatus();
        var filter = new Filter(
            region ?? settings.Region, status ?? MatterStatus.Published, department, audience, type, handling,
            q?.Trim(), me.Has(Role.Admin), me.Has(Role.CatalogueEditor), me.Department);
        return q is not null && filter.IsOpen ? await SearchMatters.FindAsync(q, filter, limit, after, source, http, ct) : await PageAsync(filter, limit, after, source, http, ct);
    }

    private static async Task<Results<Ok<Page<MatterSummary>>, Problem>> PageAsync(
        Filter filter, int? limit, string? after, NpgsqlDataSource source, HttpContext http, CancellationToken ct)
    {
        (string Code, int Version) last = ("", 0);
        if (after is not null && !Cursor.TryDecode(after, out last))
            return Cursor.Unreadable();
        var take = Paging.Limit(limit);
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = (await db.QueryAsync<MatterSummary>(new CommandDefinition(filter.IsOpen ? Open : Editors, Sought(filter, last, take + 1), cancellationToken: ct))).AsList();
        return TypedResults.Ok(Paging.Of(rows, take, row => Cursor.Encode(row.Code, row.Version), http));
    }

    internal static object Sought(Filter filter, (string Code, int Version) last, int limit) => new
    {
        filter.Region, filter.Status, filter.Department, filter.Audience, filter.Type, filter.Handling, filter.Q, filter.All, filter.Edits, filter.Own, last = last.Code, version = last.Version, limit,
    };

    /// <summary>What a list tells of a search row.</summary>
    internal const string Columns = """
        code, version, status, name, matter_type, handling_type, department_code, department_name, audience,
            statutory_days, statutory_unit, promised_days, promised_unit, result_name, has_fee, visits, auto_decide
        """;

    /// <summary>Of rows that are of the county already.</summary>
    internal const string Narrowed = """
        status = @Status
            and (@Department::text is null or department_code = @Department)
            and (@Audience::text is null or @Audience = any(audience))
            and (@Type::text is null or matter_type = @Type)
            and (@Handling::text is null or handling_type = @Handling)
        """;

    private const string Filters = $"""
        region = @Region
            and {Narrowed}
        """;

    internal const string Open = $"""
        select {Columns}
        from matter_search
        where {Filters}
            and code > @last
        order by code
        limit @limit
        """;

    internal const string Editors = $"""
        select code, version, status, name, matter_type, handling_type, department_code, department_name, audience,
            (content ->> 'statutoryDays')::integer as statutory_days, content ->> 'statutoryUnit' as statutory_unit,
            (content ->> 'promisedDays')::integer as promised_days, content ->> 'promisedUnit' as promised_unit,
            content -> 'elements' ->> 'resultName' as result_name,
            coalesce((content -> 'elements' ->> 'hasFee')::boolean, false) as has_fee,
            (content -> 'elements' ->> 'visits')::integer as visits,
            coalesce((content ->> 'autoDecide')::boolean, false) as auto_decide
        from matter
        where {Filters}
            and (@All or (@Edits and department_code = @Own))
            and (@Q::text is null or strpos(lower(normalize(name, NFKC)), lower(normalize(@Q, NFKC))) > 0)
            and (code, version) > (@last, @version)
        order by code, version
        limit @limit
        """;
}
