using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>关注: heads and leaders are told of each step of a case, or of every case of a project, by message and webhook.</summary>
internal static class FollowCase
{
    /// <summary>Follows a case that the caller may read; a second time changes nothing.</summary>
    public static async Task<Results<NoContent, Problem>> FollowAsync(Guid id, NpgsqlDataSource source, Caller me, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var found = await db.ExecuteAsync($"""
            insert into follower (case_id, account_id, since)
            select id, @me, now()
            from case_file
            where id = @id
              and {Readers.MayRead}
            on conflict (case_id, account_id) do update
            set since = follower.since
            """, Readers.Of(id, me));
        return found == 0 ? Problem.NotFound() : TypedResults.NoContent();
    }

    /// <summary>Follows no longer.</summary>
    public static async Task<NoContent> UnfollowAsync(Guid id, NpgsqlDataSource source, Caller me, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        await db.ExecuteAsync("delete from follower where case_id = @id and account_id = @me", new { id, me = me.Id });
        return TypedResults.NoContent();
    }

    /// <summary>Follows every case of a project: its code (投资项目编号), or the id of a package. Cases that come later are followed too.</summary>
    public static async Task<Results<NoContent, Problem>> FollowProjectAsync(string code, NpgsqlDataSource source, Caller me, CancellationToken ct)
    {
        if (Projects.Read(code) is not { } project)
            return FollowingProblems.NoProject();
        await using var db = await source.OpenConnectionAsync(ct);
        await db.ExecuteAsync(
            "insert into project_follower (project, account_id, since) values (@project, @me, now()) on conflict do nothing", new { project, me = me.Id });
        return TypedResults.NoContent();
    }

    /// <summary>Follows the project no longer.</summary>
    public static async Task<Results<NoContent, Problem>> UnfollowProjectAsync(string code, NpgsqlDataSource source, Caller me, CancellationToken ct)
    {
        if (Projects.Read(code) is not { } project)
            return FollowingProblems.NoProject();
        await using var db = await source.OpenConnectionAsync(ct);
        await db.ExecuteAsync("delete from project_follower where project = @project and account_id = @me", new { project, me = me.Id });
        return TypedResults.NoContent();
    }

    public const string CasesSql = $"""
        select {CaseRow.Columns}
        from case_file
        where id in (
            select case_id
            from follower f
            where f.account_id = @me
              and f.case_id < @last
            order by f.case_id desc
            limit @limit)
        order by id desc
        """;

    /// <summary>The cases that I follow one by one, newest first.</summary>
    public static Task<Results<Ok<Page<CaseLine>>, Problem>> CasesAsync(
        NpgsqlDataSource source, Caller me, PersonalData data, HttpContext http, string? after = null, int? limit = null) =>
        ListById.PageAsync<CaseRow, CaseLine>(source, CasesSql, new { me = me.Id }, ListById.Newest, row => row.AsLine(data, me), line => line.Id, http, after, limit);

    /// <summary>The projects that I follow.</summary>
    public static async Task<Ok<IReadOnlyList<string>>> ProjectsAsync(NpgsqlDataSource source, Caller me, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        return TypedResults.Ok<IReadOnlyList<string>>((await db.QueryAsync<string>("select project from project_follower where account_id = @me order by project limit 1000", new { me = me.Id })).AsList());
    }
}
