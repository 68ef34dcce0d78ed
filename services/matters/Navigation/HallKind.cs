namespace GovPlatform.Matters;

/// <summary>Kinds of places, in the order in which lists show them: a place belongs to one of a kind before its own.</summary>
internal static class HallKind
{
    public const string CountyHall = "county-hall";

    public static IReadOnlyList<string> All { get; } = [CountyHall, "township-hall", "village-desk", "agent-point", "self-service"];

    /// <summary>-1 where it is no kind.</summary>
    public static int Rank(string kind) => All.ToList().IndexOf(kind);
}
