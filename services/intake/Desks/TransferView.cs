namespace GovPlatform.Intake;

/// <summary>A hand-over of papers (《材料移交单》), with the signatures of both sides.</summary>
internal sealed record TransferView
{
    public Guid Id { get; init; }
    /// <summary>sent, received or refused.</summary>
    public string State { get; init; } = "sent";
    /// <summary>Null where the county hall or a department has sent it.</summary>
    public HallRef? FromDesk { get; init; }
    public string? FromDepartment { get; init; }
    public string? ToDepartment { get; init; }
    public HallRef? ToDesk { get; init; }
    public string? Carrier { get; init; }
    public string? TrackingNumber { get; init; }
    public string? Note { get; init; }
    /// <summary>Account that has signed for the sending side.</summary>
    public Guid SentBy { get; init; }
    public DateTime SentAt { get; init; }
    /// <summary>Account that has signed for the receiving side.</summary>
    public Guid? SignedBy { get; init; }
    public DateTime? SignedAt { get; init; }
    /// <summary>What the receiving side has said.</summary>
    public string? Answer { get; init; }

    public const string Columns = """
        id, state, from_desk, from_department, to_department, to_desk, carrier, tracking_number, note, sent_by, sent_at, signed_by, signed_at, answer
        """;
}
