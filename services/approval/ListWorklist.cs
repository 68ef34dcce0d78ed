using Dapper;
using Npgsql;

namespace GovPlatform.Approval;

/// <summary>What a department has to do, by what is due first.</summary>
internal static class ListWorklist
{
    public static void MapWorklist(this RouteGroupBuilder api) =>
        api.MapGet("/worklist", ListAsync).AllowRoles(Role.Approver)
            .WithName("ListWorklist").WithSummary("Cases of my department that are not handed over, by what is due first.");

    /// <summary>Cases of my department that are not handed over, by promised day.</summary>
    /// <param name="status">open, claimed, sent-back, granted or denied; all of them when not given.</param>
    /// <param name="mine">true: only those that I have claimed.</param>
    /// <param name="due">today or overdue, by the day in Asia/Shanghai.</param>
    private static async Task<Results<Ok<Page<WorkItem>>, Problem>> ListAsync(
        NpgsqlDataSource source, Caller me, PersonalData personal, WorkingDays days, TimeProvider time, HttpContext http, CancellationToken ct,
        string? status = null, bool mine = false, string? due = null, int? limit = null, string? after = null)
    {
        if (status is not (null or ApprovalStatus.Open or ApprovalStatus.Claimed or ApprovalStatus.SentBack or ApprovalStatus.Granted or ApprovalStatus.Denied)) return Problems.UnknownStatus();
        if (due is not (null or "today" or "overdue")) return Problems.UnknownDue();
        var cursor = (Due: DateOnly.MinValue, Id: Guid.Empty);
        if (after is not null && !Cursor.TryDecode(after, out cursor)) return Cursor.Unreadable();

        var take = Paging.Limit(limit);
        var today = time.Today();
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = await db.QueryAsync<ApprovalCase>(
            Sql(status is not null, mine, due, after is not null),
            new { me.Region, me.Department, me.Id, status, today, cursor.Due, Last = cursor.Id, take = take + 1 });
        var page = Paging.Of(rows.AsList(), take, row => Cursor.Encode(row.PromisedDue, row.CaseId), http);
        return TypedResults.Ok(new Page<WorkItem>([.. page.Items.Select(row => WorkItem.Of(row, me, personal, days, today))], page.Next));
    }

    /// <summary>Only the conditions asked for, so that each list keeps its index.</summary>
    internal static string Sql(bool ofStatus, bool mine, string? due, bool behind) => $"""
        select {Approvals.Columns}
        from approval
        where region = @Region
          and department_code = @Department
          and status not in ('handed-over', 'ended')
        {(ofStatus ? "and status = @status" : "")}
        {(mine ? "and claimed_by = @Id" : "")}
        {due switch { "today" => "and promised_due = @today", "overdue" => "and promised_due < @today", _ => "" }}
        {(behind ? "and (promised_due, case_id) > (@Due, @Last)" : "")}
        order by promised_due, case_id
        limit @take
        """;
}

/// <summary>One line of a worklist.</summary>
/// <param name="Applicant">Name, masked where it is a person's.</param>
/// <param name="ClaimedBy">Name of the colleague who works on it.</param>
/// <param name="WorkingDaysLeft">Working days until the promised day; negative when overdue.</param>
/// <param name="GreenDue">绿色通道: the case's own last day; null where it is not open.</param>
/// <param name="Provisional">True where a due day may still move with its year's calendar.</param>
internal sealed record WorkItem(
    Guid CaseId, string CaseNumber, string MatterCode, string MatterName, string Applicant, string Status, int Version, string? ClaimedBy, bool Mine,
    DateOnly AcceptedOn, DateOnly PromisedDue, DateOnly? StatutoryDue, bool Provisional, bool Overdue, int WorkingDaysLeft, DateOnly? GreenDue)
{
    public static WorkItem Of(ApprovalCase row, Caller me, PersonalData personal, WorkingDays days, DateOnly today) => new(
        row.CaseId, row.CaseNumber, row.Matter.Code, row.Matter.Name, ApplicantView.MaskedName(row.Applicant, personal), row.Status, row.Version,
        row.ClaimedByName, row.ClaimedBy == me.Id, row.AcceptedOn, row.PromisedDue, row.StatutoryDue, row.Provisional,
        row.PromisedDue < today, days.Between(today, row.PromisedDue), row.GreenDue);
}
