namespace GovPlatform.Supervision;

/// <summary>How far a case has come, as far as supervision has heard; later stages rank higher, the counter's go round.</summary>
internal static class Stage
{
    public const string Submitted = "submitted";
    public const string PreReviewed = "pre-reviewed";
    public const string Received = "received";
    public const string SupplementRequested = "supplement-requested";
    public const string Accepted = "accepted";
    public const string InApproval = "in-approval";
    public const string Decided = "decided";
    public const string HandedOver = "handed-over";
    public const string Delivered = "delivered";
    public const string Closed = "closed";

    public static int Rank(string stage) => stage switch
    {
        Submitted => 1,
        PreReviewed or Received or SupplementRequested => 2,
        Accepted => 3,
        InApproval => 4,
        Decided => 5,
        HandedOver => 6,
        Delivered => 7,
        Closed => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    /// <summary>Whose clock runs in a stage.</summary>
    public static string Clock(string stage) => stage switch
    {
        Submitted => "pre-review",
        PreReviewed or Received => "acceptance",
        SupplementRequested => "applicant",
        Accepted or InApproval or Decided => "promised",
        HandedOver or Delivered => "delivery",
        _ => "none",
    };
}
