namespace GovPlatform.Matters;

/// <summary>Statuses of a version of a matter, as stored and sent.</summary>
internal static class MatterStatus
{
    public const string Draft = "draft";
    public const string Published = "published";

    /// <summary>Takes no new case for now; it may come back.</summary>
    public const string Suspended = "suspended";

    /// <summary>Takes no new case ever again, or a later version has taken its place.</summary>
    public const string Retired = "retired";

    public static IReadOnlyList<string> All { get; } = [Draft, Published, Suspended, Retired];
}
