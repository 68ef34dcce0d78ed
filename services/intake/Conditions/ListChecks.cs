using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>A commitment that is to be checked.</summary>
/// <param name="Version">Version of the case: If-Match of the check.</param>
/// <param name="ApplicantName">Masked.</param>
/// <param name="Due">Last day of the check.</param>
internal sealed record PlannedCheck(Guid CaseId, string CaseNumber, int Version, string MatterName, string DepartmentCode, string ApplicantName, DateOnly Due, bool Overdue);

/// <summary>Commitments that are to be checked, by their day.</summary>
internal static class ListChecks
{
    /// <summary>Checks that are planned: an approver's department's; a supervisor's all.</summary>
    /// <param name="overdue">true: only those whose day has passed.</param>
    public static async Task<Results<Ok<Page<PlannedCheck>>, Problem>> Handle(
        NpgsqlDataSource source, Caller me, PersonalData data, TimeProvider time, HttpContext http, bool overdue = false, string? after = null, int? limit = null)
    {
        (DateOnly Due, Guid Id) key = (DateOnly.MinValue, Guid.Empty);
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();
        var today = time.Today();
        await using var db = await source.OpenConnectionAsync(http.RequestAborted);
        var rows = await db.QueryAsync<Row>(
            Sql(all: me.Has(Role.Supervisor), overdue), new { me.Department, today, key.Due, key.Id, limit = Paging.Limit(limit) + 1 });
        var lines = rows.Select(row => new PlannedCheck(row.CaseId, row.Number, row.Version, row.MatterName, row.DepartmentCode, Mask.Name(row.Kind, data.Open(row.NameSealed)), row.Due, row.Due < today));
        return TypedResults.Ok(Paging.Of([.. lines], Paging.Limit(limit), line => Cursor.Encode(line.Due, line.CaseId), http));
    }

    /// <summary>Only the conditions asked for, so that each list keeps its index.</summary>
    internal static string Sql(bool all, bool overdue) => $"""
        select c.case_id, f.number, f.version, f.matter ->> 'name' as matter_name, c.department_code, f.applicant ->> 'kind' as kind, f.applicant ->> 'nameSealed' as name_sealed, c.due
        from (
            select case_id, department_code, due
            from commitment_check
            where state = 'planned'
            {(all ? "" : "and department_code = @Department")}
            {(overdue ? "and due < @today" : "")}
              and (due, case_id) > (@Due, @Id)
            order by due, case_id
            limit @limit) c
        join case_file f on f.id = c.case_id
        order by c.due, c.case_id
        """;

    private sealed record Row(Guid CaseId, string Number, int Version, string MatterName, string DepartmentCode, string Kind, string NameSealed, DateOnly Due);
}
