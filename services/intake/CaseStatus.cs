namespace GovPlatform.Intake;

/// <summary>The states of a case (办件), as text in SQL, events and API; the README holds the diagram.</summary>
internal static class CaseStatus
{
    public const string Draft = "draft";
    public const string Submitted = "submitted";
    public const string Received = "received";
    public const string SupplementRequested = "supplement-requested";
    public const string Accepted = "accepted";
    public const string InApproval = "in-approval";
    public const string Granted = "granted";
    public const string Denied = "denied";
    public const string HandedOver = "handed-over";
    public const string Ready = "ready";
    public const string Delivered = "delivered";
    public const string Closed = "closed";
    public const string Refused = "refused";
    public const string Withdrawn = "withdrawn";

    /// <summary>What waits for somebody at the counter.</summary>
    public static IReadOnlyList<string> AtTheCounter { get; } = [Submitted, Received, SupplementRequested, HandedOver, Ready];
}
