using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>A page of a list that is in the order of its ids, and so in the order in which its rows were made.</summary>
public static class ListById
{
    /// <summary>Before every id: for lists that begin with the oldest.</summary>
    public static readonly Guid Oldest = Guid.Empty;

    /// <summary>Behind every id: for lists that begin with the newest.</summary>
    public static readonly Guid Newest = Guid.AllBitsSet;

    /// <summary>The page behind `after`, or the first. 400 where `after` is no cursor.</summary>
    /// <param name="sql">Compares the id with @last, orders by it and takes @limit rows: one more than a page, to tell whether more follow.</param>
    /// <param name="args">The other parameters of the query.</param>
    /// <param name="last">Where the list begins: Oldest or Newest.</param>
    public static async Task<Results<Ok<Page<TLine>>, Problem>> PageAsync<TRow, TLine>(
        NpgsqlDataSource source, string sql, object? args, Guid last, Func<TRow, TLine> line, Func<TLine, Guid> id, HttpContext http, string? after, int? limit)
    {
        if (after is not null && !Cursor.TryDecode(after, out last))
            return Cursor.Unreadable();
        var all = new DynamicParameters(args);
        all.AddDynamicParams(new { last, limit = Paging.Limit(limit) + 1 });
        await using var db = await source.OpenConnectionAsync(http.RequestAborted);
        var rows = await db.QueryAsync<TRow>(sql, all);
        return TypedResults.Ok(Paging.Of([.. rows.Select(line)], Paging.Limit(limit), row => Cursor.Encode(id(row)), http));
    }

    /// <inheritdoc cref="PageAsync{TRow, TLine}"/>
    public static Task<Results<Ok<Page<T>>, Problem>> PageAsync<T>(
        NpgsqlDataSource source, string sql, object? args, Guid last, Func<T, Guid> id, HttpContext http, string? after, int? limit) =>
        PageAsync<T, T>(source, sql, args, last, row => row, id, http, after, limit);
}
