namespace GovPlatform.Local;

/// <summary>Where this program was built from, and what else was built with it.</summary>
internal static class Source
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Debug or Release, as this program.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains("/Debug/", StringComparison.Ordinal) ? "Debug" : "Release";

    /// <summary>The program of a project, by the one run-time configuration in its output.</summary>
    public static string BuiltProgram(string projectPath)
    {
        var output = Path.Combine(Path.GetDirectoryName(projectPath)!, "bin", Configuration, "net10.0");
        var configurations = Directory.Exists(output) ? Directory.GetFiles(output, "*.runtimeconfig.json") : [];
        return configurations is [var one]
            ? one.Replace(".runtimeconfig.json", ".dll")
            : throw new InvalidOperationException($"{output} holds no built program: run dotnet build GovPlatform.sln -c {Configuration}");
    }

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "GovPlatform.sln")) ? folder : FindRoot(Path.GetDirectoryName(folder)
            ?? throw new InvalidOperationException("GovPlatform.sln is not above the program"));
}
