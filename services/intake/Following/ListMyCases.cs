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
    public static Task<Results<Ok<Page<CaseLine>>, Problem>> Handle(
        NpgsqlDataSource source, Caller me, PersonalData data, HttpContext http, string? after = null, int? limit = null) =>
        ListById.PageAsync<CaseRow, CaseLine>(source, Sql, new { me = me.Id }, ListById.Newest, row => row.AsLine(data, me), line => line.Id, http, after, limit);
}
