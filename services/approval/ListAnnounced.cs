using Npgsql;

namespace GovPlatform.Approval;

/// <summary>A case that is to come: it cannot be accepted yet, and work on it may start (应提前开展).</summary>
internal sealed record AnnouncedCase
{
    public Guid CaseId { get; init; }
    public string CaseNumber { get; init; } = "";
    public string MatterCode { get; init; } = "";
    public string MatterName { get; init; } = "";
    public string PackageNumber { get; init; } = "";
    public string PackageName { get; init; } = "";
    /// <summary>Steps of its package that are still to be done; with none left it is at the counter for acceptance.</summary>
    public string[] WaitsFor { get; init; } = [];
    public DateTime ToldAt { get; init; }
}

/// <summary>What is to come to a department from packages.</summary>
internal static class ListAnnounced
{
    public static void MapAnnounced(this RouteGroupBuilder api) =>
        api.MapGet("/worklist/announced", ListAsync).AllowRoles(Role.Approver)
            .WithName("ListAnnounced").WithSummary("Cases of packages on which my department may begin before they can be accepted.");

    /// <summary>What is to come, by how long it has been known.</summary>
    private static Task<Results<Ok<Page<AnnouncedCase>>, Problem>> ListAsync(
        NpgsqlDataSource source, Caller me, HttpContext http, int? limit = null, string? after = null) =>
        ListById.PageAsync<AnnouncedCase>(source, Sql, new { me.Region, me.Department }, ListById.Oldest, row => row.CaseId, http, after, limit);

    // An acceptance may have been heard of before, or while, the announcement was.
    internal const string Sql = """
        select case_id, case_number, matter ->> 'code' as matter_code, matter ->> 'name' as matter_name, package_number, package_name, waits_for, told_at
        from announced
        where region = @Region
          and department_code = @Department
          and status <> 'ended'
          and case_id > @last
          and not exists (select from approval a where a.region = announced.region and a.case_id = announced.case_id)
        order by case_id
        limit @limit
        """;
}
