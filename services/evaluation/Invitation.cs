namespace GovPlatform.Evaluation;

/// <summary>A person is asked to rate one service of a case, once.</summary>
internal sealed record Invitation
{
    public const string Columns = "id, case_id, case_number, service_number, account_id, matter_code, matter_name, department_code, department_name, invited_at, rated_at, version";

    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public string CaseNumber { get; init; } = "";
    public int ServiceNumber { get; init; }
    public Guid AccountId { get; init; }
    public string MatterCode { get; init; } = "";
    public string MatterName { get; init; } = "";
    public string DepartmentCode { get; init; } = "";
    public string DepartmentName { get; init; } = "";
    public DateTime InvitedAt { get; init; }
    public DateTime? RatedAt { get; init; }
    public int Version { get; init; }

    public string Status => RatedAt is null ? "open" : "rated";

    /// <summary>Takes the one rating; null where there is one already.</summary>
    public (Invitation Rated, RatingSubmitted Event)? Rate(int satisfaction, DateTime now) => RatedAt is not null ? null
        : (this with { RatedAt = now, Version = Version + 1 }, new RatingSubmitted(CaseId, CaseNumber, now, satisfaction, DepartmentCode, MatterCode));
}
