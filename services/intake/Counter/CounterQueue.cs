using System.ComponentModel.DataAnnotations;
using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>What waits at the counter, oldest first.</summary>
internal static class CounterQueue
{
    /// <summary>Cases that wait for a clerk, by how long they have waited.</summary>
    /// <param name="status">submitted, pre-reviewed, returned, received, supplement-requested, sent-back, handed-over or ready; submitted where nothing is given, with mine or waitingForPaper any.</param>
    /// <param name="mine">True for those that I have in hand, or took in and nobody else has in hand since.</param>
    /// <param name="waitingForPaper">True for those with originals in the post.</param>
    /// <param name="matter">实施编码 of a matter.</param>
    /// <param name="department">实施主体: the unified social credit code with which its matters' codes begin.</param>
    public static async Task<Results<Ok<Page<CaseLine>>, Problem>> Handle(
        NpgsqlDataSource source, Caller me, PersonalData data, DuplicateWindow duplicates, HttpContext http,
        string? status = null, bool mine = false, bool waitingForPaper = false, [RegularExpression("[0-9A-Za-z]{31}")] string? matter = null, [RegularExpression("[0-9A-Za-z]{18}")] string? department = null, string? after = null, int? limit = null)
    {
        status ??= mine || waitingForPaper ? null : CaseStatus.Submitted;
        if (status is not null && !CaseStatus.AtTheCounter.Contains(status))
            return Problem.Invalid("/status", "unknown-status", $"状态应为 {string.Join("、", CaseStatus.AtTheCounter)} 之一", $"One of {string.Join(", ", CaseStatus.AtTheCounter)}");
        (DateTime At, Guid Id) key = (DateTime.UnixEpoch, Guid.Empty);
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();
        await using var db = await source.OpenConnectionAsync(http.RequestAborted);
        var rows = await db.QueryAsync<CaseRow>(
            Sql(status is not null, mine, waitingForPaper, matter is not null, department is not null),
            new { status, me = me.Id, matter, department, key.At, key.Id, duplicates.Days, limit = Paging.Limit(limit) + 1 });
        return TypedResults.Ok(Paging.Of([.. rows.Select(row => row.AsLine(data, me))], Paging.Limit(limit), line => Cursor.Encode(line.UpdatedAt, line.Id), http));
    }

    // The list of statuses stands in the query as it does in the indexes, so that the partial indexes serve it.
    public static string Sql(bool status, bool mine, bool paper, bool matter, bool department) => $"""
        select {CaseRow.Columns}, handled_by, handled_until, {Duplicates.HasSame} as alike
        from case_file
        where status in ('submitted', 'pre-reviewed', 'returned', 'received', 'supplement-requested', 'sent-back', 'handed-over', 'ready')
          {(status ? "and status = @status" : "")}
          {(mine ? "and coalesce(handled_by, received_by) = @me" : "")}
          {(paper ? "and exists (select from posted_original p where p.case_id = case_file.id and p.state = 'expected')" : "")}
          {(matter ? "and matter_code = @matter" : "")}
          {(department ? "and matter_code >= @department and matter_code < @department || '~'" : "")}
          and (updated_at, id) > (@At, @Id)
        order by updated_at, id
        limit @limit
        """;
}

/// <summary>A case in a list, as it comes from the database.</summary>
internal sealed record CaseRow
{
    public const string Columns = """
        id, number, status, version, channel, matter ->> 'name' as matter_name, applicant ->> 'nameSealed' as name_sealed, applicant ->> 'kind' as applicant_kind,
        account_id, supplement_due, promised_due, provisional, updated_at, green_since, green_due
        """;

    public Guid Id { get; init; }
    public string? Number { get; init; }
    public string Status { get; init; } = "";
    public int Version { get; init; }
    public string Channel { get; init; } = "";
    public string MatterName { get; init; } = "";
    public string NameSealed { get; init; } = "";
    public string ApplicantKind { get; init; } = "";
    public Guid AccountId { get; init; }
    public DateOnly? SupplementDue { get; init; }
    public DateOnly? PromisedDue { get; init; }
    public bool Provisional { get; init; }
    public DateTime UpdatedAt { get; init; }
    public Guid? HandledBy { get; init; }
    public DateTime? HandledUntil { get; init; }
    public bool Alike { get; init; }
    public DateTime? GreenRequestedAt { get; init; }
    public DateTime? GreenSince { get; init; }
    public DateOnly? GreenDue { get; init; }
    public int? GreenDays { get; init; }

    public CaseLine AsLine(PersonalData data, Caller me) => new(
        Id, Number, Status, Version, Channel, MatterName, Mask.Name(ApplicantKind, data.Open(NameSealed)), SupplementDue, PromisedDue, Provisional, UpdatedAt,
        HandledBy is null || HandledUntil <= TimeProvider.System.GetUtcNow().UtcDateTime ? null : HandledBy == me.Id ? "me" : "another", Alike, GreenSince is not null, GreenDue);
}
