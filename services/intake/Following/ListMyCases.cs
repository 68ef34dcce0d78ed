using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>我的办件: the caller's own cases, newest first.</summary>
internal static class ListMyCases
{
    public const string Sql = $"""
        select {CaseRow.Columns}
        from case_file
        where account_id = @me
          and id < @last
        order by id desc
        limit @limit
        """;

    /// <summary>My cases, newest first.</summary>
    public static async Task<Results<Ok<Page<CaseLine>>, Problem>> Handle(
        NpgsqlDataSource source, Caller me, PersonalData data, HttpContext http, string? after = null, int? limit = null)
    {
        var last = Guid.AllBitsSet;
        if (after is not null && !Cursor.TryDecode(after, out last))
            return Cursor.Unreadable();
        await using var db = await source.OpenConnectionAsync(http.RequestAborted);
        var rows = await db.QueryAsync<CaseRow>(Sql, new { me = me.Id, last, limit = Paging.Limit(limit) + 1 });
        return TypedResults.Ok(Paging.Of([.. rows.Select(row => row.AsLine(data, me))], Paging.Limit(limit), line => Cursor.Encode(line.Id), http));
    }
}
