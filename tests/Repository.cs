namespace GovPlatform.Tests;

/// <summary>The working tree that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GovPlatform.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("GovPlatform.sln is not above the tests.");
        return folder;
    }
}
