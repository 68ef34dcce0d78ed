using System.Reflection;

namespace GovPlatform.Tests.Architecture;

/// <summary>One service: its folder, which is its name, and what was built of it.</summary>
internal sealed record Part(string Name, string Folder, Assembly Assembly)
{
    public string Readme => File.ReadAllText(Path.Combine(Folder, "README.md"));

    public override string ToString() => Name;
}

/// <summary>What the platform is made of, found on disk: a new service or file is looked at without being listed.</summary>
internal static class Parts
{
    public static IReadOnlyList<Part> Services { get; } =
    [
        .. from folder in Directory.GetDirectories(At("services"))
           from project in Directory.GetFiles(folder, "*.csproj")
           orderby folder
           select new Part(Path.GetFileName(folder), folder, Assembly.Load($"GovPlatform.{Path.GetFileNameWithoutExtension(project)}")),
    ];

    public static TheoryData<string> Names { get; } = [.. Services.Select(part => part.Name)];

    public static Assembly ServiceDefaults => typeof(Tx).Assembly;

    public static Assembly Contracts => typeof(IEvent).Assembly;

    /// <summary>Everything that runs; the launcher and the operators' commands are programs of their own.</summary>
    public static IEnumerable<Assembly> Running => [.. Services.Select(part => part.Assembly), Assembly.Load("GovPlatform.Gateway"), ServiceDefaults, Contracts];

    public static IEnumerable<Assembly> All => [.. Running, Assembly.Load("GovPlatform.Local"), Assembly.Load("GovPlatform.Ops")];

    /// <summary>Types that somebody wrote, not those that compilers and source generators made.</summary>
    public static IEnumerable<Type> Written(this Assembly assembly) =>
        assembly.GetTypes().Where(type => type.Namespace?.StartsWith("GovPlatform", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal)
            && type.DeclaringType?.Name.Contains('<', StringComparison.Ordinal) != true);

    /// <summary>Files of the working tree with this ending, by path from the root.</summary>
    public static IEnumerable<(string Path, string Text)> Files(string ending, params string[] folders) =>
        from folder in folders
        from file in Directory.EnumerateFiles(At(folder), $"*{ending}", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.Root, file)
        where !path.Split(Path.DirectorySeparatorChar).Any(step => step is "obj" or "bin")
        orderby path
        select (path, File.ReadAllText(file));

    public static string At(params string[] path) => Path.Combine([Repository.Root, .. path]);

    /// <summary>Fails with one line for each offence.</summary>
    public static void None(string rule, IEnumerable<string> offences)
    {
        var found = offences.Distinct().ToList();
        Assert.True(found.Count == 0, $"{rule}\n  {string.Join("\n  ", found)}");
    }
}
