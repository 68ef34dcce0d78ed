using Dapper;
using Npgsql;

namespace GovPlatform.Supervision;

/// <summary>Open cases by what is due first, or closed ones.</summary>
internal static class ListCases
{
    public static void MapCaseList(this RouteGroupBuilder api) =>
        api.MapGet("/cases", ListAsync).WithName("ListWatchedCases").AllowRoles(Role.Supervisor, Role.Admin, Role.Approver);

    /// <summary>Cases by due day. An approver sees those of the own department.</summary>
    /// <param name="status">open (default) or closed.</param>
    /// <param name="overdue">true: only open cases past their due day, or closed ones that were late.</param>
    /// <param name="department">Unified social credit code of a department.</param>
    private static async Task<Results<Ok<Page<CaseView>>, Problem>> ListAsync(
        NpgsqlDataSource source, Caller me, WorkingDays days, TimeProvider time, HttpContext http, CancellationToken ct,
        string status = "open", bool overdue = false, string? department = null, int? limit = null, string? after = null)
    {
        if (status is not ("open" or "closed")) return Problems.UnknownStatus();
        var cursor = (Due: DateOnly.MinValue, Id: Guid.Empty);
        if (after is not null && !Cursor.TryDecode(after, out cursor)) return Cursor.Unreadable();
        if (!me.SeesAll()) department = department is null || department == me.Department ? me.Department ?? "" : "";

        var take = Paging.Limit(limit);
        var today = time.Today();
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = await db.QueryAsync<WatchedCase>(
            Sql(status == "open", overdue, department is not null, after is not null),
            new { department, cursor.Due, cursor.Id, today, take = take + 1 });
        var page = Paging.Of([.. rows], take, c => Cursor.Encode(c.Due, c.Id), http);
        return TypedResults.Ok(new Page<CaseView>([.. page.Items.Select(c => CaseView.Of(c, today, days))], page.Next));
    }

    /// <summary>Only the conditions asked for, so that each list keeps its index.</summary>
    internal static string Sql(bool open, bool overdue, bool ofDepartment, bool behind) => $"""
        select {Watching.Columns}
        from watched_case
        where {(open ? "stage <> 'closed'" : "stage = 'closed'")}
        {(ofDepartment ? "and department_code = @department" : "")}
        {(behind ? "and (due, id) > (@Due, @Id)" : "")}
        {(!overdue ? "" : open ? "and due < @today and clock <> 'applicant'" : "and outcome not in ('withdrawn', 'lapsed', 'ended') and coalesce(handed_over_on, decided_on, closed_on) > due")}
        order by due, id
        limit @take
        """;
}
