using Npgsql;

namespace GovPlatform.Intake;

/// <summary>A package in a list.</summary>
/// <param name="Granted">Sub-cases that are granted.</param>
/// <param name="Cases">Sub-cases.</param>
/// <param name="Late">Sub-cases whose promised day, or day to answer, has passed.</param>
internal sealed record PackageLine(Guid Id, string? Number, string Name, string Status, int Granted, int Cases, IReadOnlyList<LateCase> Late, DateTime UpdatedAt);

/// <summary>A sub-case that is late.</summary>
internal sealed record LateCase(string Step, Guid Id, string MatterName, string DepartmentName);

/// <summary>我的一件事, and for the department that leads what it has to coordinate.</summary>
internal static class ListPackages
{
    // What the list tells of a package is worked out from its sub-cases, for the page alone.
    private const string Columns = """
        p.id, p.number, p.name, p.updated_at,
        array(select c.status from case_file c where c.package_id = p.id order by c.id) as statuses,
        array(select c.outcome from case_file c where c.package_id = p.id order by c.id) as outcomes,
        coalesce((
            select jsonb_agg(jsonb_build_object(
                'step', c.package_item, 'id', c.id, 'matterName', c.matter ->> 'name', 'departmentName', c.matter ->> 'departmentName') order by c.id)
            from case_file c
            where c.package_id = p.id
              and (c.clock_from <= @cutOff or (c.outcome is null and c.promised_due < @today and c.status in ('accepted', 'in-approval', 'sent-back')))), '[]') as late
        """;

    public const string MineSql = $"""
        select {Columns}
        from package_file p
        where p.account_id = @me
          and p.id < @last
        order by p.id desc
        limit @limit
        """;

    public const string LeadSql = $"""
        select {Columns}
        from package_file p
        where p.submitted_at is not null
          and p.closed_at is null
          and p.lead_department = @department
          and p.id > @last
        order by p.id
        limit @limit
        """;

    /// <summary>My packages, newest first.</summary>
    public static Task<Results<Ok<Page<PackageLine>>, Problem>> MineAsync(
        NpgsqlDataSource source, Caller me, WorkingDays days, TimeProvider time, HttpContext http, string? after = null, int? limit = null) =>
        ListAsync(MineSql, ListById.Newest, source, me, days, time, http, after, limit);

    /// <summary>Packages that my department leads and that are not closed, longest under way first, with what is late.</summary>
    public static Task<Results<Ok<Page<PackageLine>>, Problem>> LeadAsync(
        NpgsqlDataSource source, Caller me, WorkingDays days, TimeProvider time, HttpContext http, string? after = null, int? limit = null) =>
        ListAsync(LeadSql, ListById.Oldest, source, me, days, time, http, after, limit);

    private static Task<Results<Ok<Page<PackageLine>>, Problem>> ListAsync(
        string sql, Guid last, NpgsqlDataSource source, Caller me, WorkingDays days, TimeProvider time, HttpContext http, string? after, int? limit)
    {
        var today = time.Today();
        return ListById.PageAsync<Row, PackageLine>(
            source, sql, new { me = me.Id, department = me.Department, today, cutOff = DeemAccepted.CutOff(days, today) }, last, row => row.AsLine(), line => line.Id, http, after, limit);
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public string? Number { get; init; }
        public string Name { get; init; } = "";
        public DateTime UpdatedAt { get; init; }
        public string[] Statuses { get; init; } = [];
        public string?[] Outcomes { get; init; } = [];
        public LateCase[] Late { get; init; } = [];

        public PackageLine AsLine() =>
            new(Id, Number, Name, PackageStatus.Of(Statuses, Outcomes), Outcomes.Count(outcome => outcome == CaseStatus.Granted), Statuses.Length, Late, UpdatedAt);
    }
}
