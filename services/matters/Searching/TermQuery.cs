namespace GovPlatform.Matters;

/// <summary>Puts terms together in PostgreSQL's tsquery notation; null is a question that nothing answers.</summary>
internal static class TermQuery
{
    /// <summary>All of them; null where one is null, or there is none.</summary>
    public static string? All(IEnumerable<string?> parts) => parts.Distinct().ToList() is var all && all.Contains(null) ? null : Join(all, " & ");

    /// <summary>Any of those that are not null; null where there is none.</summary>
    public static string? Any(IEnumerable<string?> parts) => Join([.. parts.OfType<string>().Distinct()], " | ");

    private static string? Join(List<string?> parts, string by) => parts switch
    {
        [] => null,
        [var one] => one,
        _ => $"({string.Join(by, parts)})",
    };
}
