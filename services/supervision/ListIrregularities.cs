using Npgsql;

namespace GovPlatform.Supervision;

/// <summary>What was done or tried at the counter against the rules.</summary>
/// <param name="Rule">unlisted-material, visit-demanded, second-notice, deemed-acceptance and the like.</param>
/// <param name="By">Account of the member of staff; null where a clock ran out.</param>
/// <param name="Refused">True where the platform did not let it happen.</param>
internal sealed record Irregularity(
    Guid Id, Guid CaseId, string CaseNumber, DateTime At, string Rule, string Detail, Guid? By, bool Refused, string MatterName, string DepartmentCode);

/// <summary>Irregularities, newest first.</summary>
internal static class ListIrregularities
{
    public static void MapIrregularities(this RouteGroupBuilder api) =>
        api.MapGet("/irregularities", ListAsync).WithName("ListIrregularities").AllowRoles(Role.Supervisor, Role.Admin, Role.Approver);

    /// <summary>Irregularities, newest first. An approver sees those of the own department.</summary>
    /// <param name="rule">Only those of this rule.</param>
    /// <param name="department">Unified social credit code of a department.</param>
    private static Task<Results<Ok<Page<Irregularity>>, Problem>> ListAsync(
        NpgsqlDataSource source, Caller me, HttpContext http, string? rule = null, string? department = null, int? limit = null, string? after = null)
    {
        if (!me.SeesAll()) department = department is null || department == me.Department ? me.Department ?? "" : "";
        return ListById.PageAsync<Irregularity>(source, Sql(rule is not null, department is not null), new { rule, department }, ListById.Newest, row => row.Id, http, after, limit);
    }

    /// <summary>Only the conditions asked for, so that each list keeps its index.</summary>
    internal static string Sql(bool ofRule, bool ofDepartment) => $"""
        select id, case_id, case_number, at, rule, detail, by_account as by, refused, matter_name, department_code
        from irregularity
        where id < @last
        {(ofRule ? "and rule = @rule" : "")}
        {(ofDepartment ? "and department_code = @department" : "")}
        order by id desc
        limit @limit
        """;
}
