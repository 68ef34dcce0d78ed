namespace GovPlatform.Matters;

/// <summary>Statuses of a version of a matter, as stored and sent.</summary>
internal static class MatterStatus
{
    public const string Draft = "draft";
    /// <summary>Agreed, and waits for the day on which it takes effect.</summary>
    public const string Scheduled = "scheduled";

    public const string Published = "published";

    /// <summary>Takes no new case for now; it may come back.</summary>
    public const string Suspended = "suspended";

    /// <summary>Takes no new case ever again, or a later version has taken its place.</summary>
    public const string Retired = "retired";

    public static IReadOnlyList<string> All { get; } = [Draft, Scheduled, Published, Suspended, Retired];
}
