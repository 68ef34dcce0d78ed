using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>What waits at the counter, oldest first.</summary>
internal static class CounterQueue
{
    /// <summary>Cases in one state that waits for a clerk, by how long they have waited.</summary>
    /// <param name="status">submitted, pre-reviewed, returned, received, supplement-requested, sent-back, handed-over or ready.</param>
    public static async Task<Results<Ok<Page<CaseLine>>, Problem>> Handle(
        NpgsqlDataSource source, PersonalData data, HttpContext http, string status = CaseStatus.Submitted, string? after = null, int? limit = null)
    {
        if (!CaseStatus.AtTheCounter.Contains(status))
            return Problem.Invalid("/status", "unknown-status", $"状态应为 {string.Join("、", CaseStatus.AtTheCounter)} 之一", $"One of {string.Join(", ", CaseStatus.AtTheCounter)}");
        (DateTime At, Guid Id) key = (DateTime.UnixEpoch, Guid.Empty);
        if (after is not null && !Cursor.TryDecode(after, out key))
            return Cursor.Unreadable();
        await using var db = await source.OpenConnectionAsync(http.RequestAborted);
        var rows = await db.QueryAsync<CaseRow>(Sql, new { status, key.At, key.Id, limit = Paging.Limit(limit) + 1 });
        return TypedResults.Ok(Paging.Of([.. rows.Select(row => row.AsLine(data))], Paging.Limit(limit), line => Cursor.Encode(line.UpdatedAt, line.Id), http));
    }

    // The list of statuses stands in the query as it does in the index, so that the partial index serves it.
    public const string Sql = $"""
        select {CaseRow.Columns}
        from case_file
        where status in ('submitted', 'pre-reviewed', 'returned', 'received', 'supplement-requested', 'sent-back', 'handed-over', 'ready')
          and status = @status
          and (updated_at, id) > (@At, @Id)
        order by updated_at, id
        limit @limit
        """;
}

/// <summary>A case in a list, as it comes from the database.</summary>
internal sealed record CaseRow(
    Guid Id, string? Number, string Status, string MatterName, string NameSealed, string ApplicantKind, DateOnly? PromisedDue, bool Provisional, DateTime UpdatedAt)
{
    public const string Columns = """
        id, number, status, matter ->> 'name' as matter_name, applicant ->> 'nameSealed' as name_sealed, applicant ->> 'kind' as applicant_kind,
        promised_due, provisional, updated_at
        """;

    public CaseLine AsLine(PersonalData data) =>
        new(Id, Number, Status, MatterName, Mask.Name(ApplicantKind, data.Open(NameSealed)), PromisedDue, Provisional, UpdatedAt);
}
