using Npgsql;

namespace GovPlatform.Intake;

/// <summary>What was asked at a desk, and who is responsible for the answer.</summary>
internal sealed record Enquiry
{
    public Guid Id { get; init; }
    public string State { get; init; } = "";
    public int Version { get; init; }
    public HallRef? Desk { get; init; }
    public string? MatterCode { get; init; }
    public string Question { get; init; } = "";
    public string? ContactSealed { get; init; }
    public Guid Responsible { get; init; }
    public string? ToDepartment { get; init; }
    public HallRef? ToDesk { get; init; }
    public DateTime? HandedOnAt { get; init; }
    public Guid? CaseId { get; init; }
    public DateTime OpenedAt { get; init; }
    public DateTime? ClosedAt { get; init; }

    public const string Columns = """
        id, state, version, desk, matter_code, question, contact_sealed, responsible, to_department, to_desk, handed_on_at, case_id, opened_at, closed_at
        """;
}

/// <summary>An enquiry as those see it who are to answer it.</summary>
/// <param name="State">open, handed-on or closed.</param>
/// <param name="Responsible">Account of who is responsible now.</param>
internal sealed record EnquiryView(
    Guid Id, string State, HallRef? Desk, string? MatterCode, string Question, string? Contact, Guid Responsible,
    string? ToDepartment, HallRef? ToDesk, DateTime? HandedOnAt, Guid? CaseId, DateTime OpenedAt, DateTime? ClosedAt)
{
    public static EnquiryView Of(Enquiry row, PersonalData data) => new(
        row.Id, row.State, row.Desk, row.MatterCode, row.Question, row.ContactSealed is { } contact ? data.Open(contact) : null, row.Responsible,
        row.ToDepartment, row.ToDesk, row.HandedOnAt, row.CaseId, row.OpenedAt, row.ClosedAt);
}

/// <summary>Enquiries that the caller answers for, or is to take over.</summary>
internal static class ListEnquiries
{
    public const string Mine = $"""
        select {Enquiry.Columns}
        from enquiry
        where responsible = @me
          and state <> 'closed'
          and id > @last
        order by id
        limit @limit
        """;

    public static string Waiting(string mine) => $"""
        select {Enquiry.Columns}
        from enquiry
        where state = 'handed-on'
          and {mine}
          and id > @last
        order by id
        limit @limit
        """;

    /// <summary>What I am responsible for and is not closed, oldest first; waiting=true: what is handed on to my department or desk.</summary>
    public static async Task<Results<Ok<Page<EnquiryView>>, Problem>> Handle(
        NpgsqlDataSource source, Caller me, ClerkDesks desks, PersonalData data, HttpContext http, CancellationToken ct, bool waiting = false, string? after = null, int? limit = null)
    {
        var desk = me.Has(Role.Clerk) ? await desks.OfAsync(me, ct) : null;
        var sql = !waiting ? Mine : Waiting(me.Has(Role.Approver) ? "to_department = @department" : desk is null ? "to_desk ->> 'kind' = 'county-hall'" : "to_desk ->> 'id' = @desk");
        return await ListById.PageAsync<Enquiry, EnquiryView>(
            source, sql, new { me = me.Id, department = me.Department, desk = desk?.Id.ToString() }, ListById.Oldest, row => EnquiryView.Of(row, data), row => row.Id, http, after, limit);
    }
}
