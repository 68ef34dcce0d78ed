namespace GovPlatform.Tests.Unit.Intake;

/// <summary>The arrows of the diagram in the README of intake, as people read them.</summary>
internal static class CaseDiagram
{
    public static HashSet<(string From, string To, string Action)> Arrows()
    {
        var readme = File.ReadAllLines(Path.Combine(Repository.Root, "services", "intake", "README.md"));
        return
        [
            .. readme.Where(line => line.Contains("-->", StringComparison.Ordinal) && line.Contains(':', StringComparison.Ordinal) && !line.Contains("[*]", StringComparison.Ordinal))
                .Select(line => line.Trim().Replace(" ", "", StringComparison.Ordinal).Split(["-->", ":"], StringSplitOptions.None))
                .SelectMany(part => part[2].Split(',').Select(action => (part[0].Replace('_', '-'), part[1].Replace('_', '-'), action))),
        ];
    }
}
