namespace GovPlatform.Intake;

/// <summary>The states of a case (办件), as text in SQL, events and API; the README holds the diagram.</summary>
internal static class CaseStatus
{
    public const string Draft = "draft";
    public const string Submitted = "submitted";
    public const string PreReviewed = "pre-reviewed";
    public const string Returned = "returned";
    public const string Received = "received";
    public const string SupplementRequested = "supplement-requested";
    public const string Accepted = "accepted";
    public const string InApproval = "in-approval";
    public const string SentBack = "sent-back";
    public const string Granted = "granted";
    public const string Denied = "denied";
    public const string HandedOver = "handed-over";
    public const string Ready = "ready";
    public const string Delivered = "delivered";
    public const string Closed = "closed";
    public const string Refused = "refused";
    public const string Withdrawn = "withdrawn";
    public const string Lapsed = "lapsed";
    public const string Ended = "ended";
    public const string Revoked = "revoked";

    /// <summary>What waits for somebody at the counter; the indexes of the queue name the same.</summary>
    public static IReadOnlyList<string> AtTheCounter { get; } = [Submitted, PreReviewed, Returned, Received, SupplementRequested, SentBack, HandedOver, Ready];

    /// <summary>Handed in, and neither accepted nor refused.</summary>
    public static string[] BeforeAcceptance { get; } = [Submitted, PreReviewed, Returned, Received, SupplementRequested];

    /// <summary>Handed in, and neither decided nor ended.</summary>
    public static string[] Undecided { get; } = [.. BeforeAcceptance, Accepted, InApproval, SentBack];

    /// <summary>True where nothing more happens, but that a grant may be revoked.</summary>
    public static bool IsFinal(string status) => status is Closed or Refused or Withdrawn or Lapsed or Ended or Revoked;
}

/// <summary>By which rules a case was accepted.</summary>
internal static class CaseMode
{
    public const string Ordinary = "ordinary";

    /// <summary>容缺受理: some listed materials are handed in later.</summary>
    public const string Deferred = "deferred";

    /// <summary>告知承诺: granted on a signed commitment, checked afterwards.</summary>
    public const string Commitment = "commitment";
}
