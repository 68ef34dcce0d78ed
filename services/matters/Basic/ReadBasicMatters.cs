using Dapper;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>Anybody reads the 基本目录.</summary>
internal static class ReadBasicMatters
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapGet("/basic-matters", ListAsync).WithName("ListBasicMatters").AllowAnonymous().WithSummary("Lists the basic catalogue by code");
        matters.MapGet("/basic-matters/{code}", ReadAsync).WithName("ReadBasicMatter").AllowAnonymous().WithSummary("One entry of the basic catalogue");
    }

    internal const string One = "select code, name, substr(code, 3, 2) as type, legal_basis, level, revision, updated_at from basic_matter where code = @code";

    private static async Task<Results<Ok<Page<BasicView>>, Problem>> ListAsync(int? limit, string? after, NpgsqlDataSource source, HttpContext http, CancellationToken ct)
    {
        string? key = null;
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();
        var take = Paging.Limit(limit);
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = (await db.QueryAsync<BasicView>(new CommandDefinition(
            """
            select code, name, substr(code, 3, 2) as type, legal_basis, level, revision, updated_at
            from basic_matter
            where code > @key
            order by code
            limit @limit
            """, new { key = key ?? "", limit = take + 1 }, cancellationToken: ct))).AsList();
        return TypedResults.Ok(Paging.Of(rows, take, row => Cursor.Encode(row.Code), http));
    }

    private static async Task<Results<Ok<BasicView>, Problem>> ReadAsync(string code, NpgsqlDataSource source, HttpResponse response, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (await db.QuerySingleOrDefaultAsync<BasicView>(new CommandDefinition(One, new { code }, cancellationToken: ct)) is not { } entry)
            return Problem.NotFound();
        response.SetETag(entry.Revision);
        return TypedResults.Ok(entry);
    }
}
