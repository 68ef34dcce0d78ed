using Dapper;
using Npgsql;

namespace GovPlatform.Supervision;

/// <summary>How the departments stand: open, overdue, closed, closed in time.</summary>
internal static class ReadFigures
{
    /// <summary>Everything but overdue is kept by the consumers; overdue depends on the day and counts the overdue rows only, or those in the green channel, by index.</summary>
    internal const string Sql = """
        select f.department_code, f.department_name, f.open_cases as open, coalesce(o.overdue, 0) as overdue, f.closed_cases as closed, f.closed_in_time,
            f.green_cases as green, coalesce(g.overdue, 0) as green_overdue
        from figure f
        left join (
            select department_code, count(*) as overdue
            from watched_case
            where stage <> 'closed' and due < @today and clock <> 'applicant'
            group by department_code) o on o.department_code = f.department_code
        left join (
            select department_code, count(*) as overdue
            from watched_case
            where green and stage <> 'closed' and green_due < @today and handed_over_on is null
            group by department_code) g on g.department_code = f.department_code
        where (@all or f.department_code = @mine)
        order by f.department_code
        """;

    public static void MapFigures(this RouteGroupBuilder api) =>
        api.MapGet("/figures", ReadAsync).WithName("ReadFigures").AllowRoles(Role.Supervisor, Role.Admin, Role.Approver);

    /// <summary>Figures by department. An approver sees those of the own department.</summary>
    private static async Task<Ok<FiguresView>> ReadAsync(NpgsqlDataSource source, Caller me, TimeProvider time, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var today = time.Today();
        return TypedResults.Ok(new FiguresView(today, [.. await db.QueryAsync<DepartmentFigures>(Sql, new { today, all = me.SeesAll(), mine = me.Department })]));
    }

    /// <summary>The figures of a day.</summary>
    internal sealed record FiguresView(DateOnly Day, IReadOnlyList<DepartmentFigures> Departments);

    /// <summary>One department's cases.</summary>
    /// <param name="Green">Those for which 绿色通道 was opened.</param>
    /// <param name="GreenOverdue">Open ones past their own day, their result not handed over.</param>
    internal sealed record DepartmentFigures(string DepartmentCode, string DepartmentName, long Open, long Overdue, long Closed, long ClosedInTime, long Green, long GreenOverdue);
}
