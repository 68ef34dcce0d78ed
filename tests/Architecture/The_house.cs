using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GovPlatform.Tests.Architecture;

/// <summary>Projects, packages and migrations.</summary>
public sealed partial class The_house
{
    [Fact]
    public void every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Parts.At("GovPlatform.sln")).Replace('\\', '/');
        Parts.None("Not in GovPlatform.sln:", Projects().Select(project => project.Path).Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void package_versions_are_central() => Parts.None("A version belongs into Directory.Packages.props:",
        from project in Projects()
        from package in XDocument.Parse(project.Text).Descendants("PackageReference")
        where package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null
        select $"{project.Path}: {package.Attribute("Include")?.Value}");

    [Fact]
    public void every_service_says_what_it_is() =>
        Parts.None("A service without a README.md:", Parts.Services.Where(part => !File.Exists(Path.Combine(part.Folder, "README.md"))).Select(part => part.Name));

    [Fact]
    public void migrations_are_numbered_without_gaps() => Parts.None("Migrations are 0001_name.sql, 0002_name.sql, …:",
        from folder in Parts.Services.Select(part => part.Folder).Append(Parts.At("ServiceDefaults"))
        let files = Directory.Exists(Path.Combine(folder, "migrations")) ? Directory.GetFiles(Path.Combine(folder, "migrations")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList() : []
        from file in files.Select((name, i) => (Name: name!, Number: i + 1))
        where !Migration().IsMatch(file.Name) || !file.Name.StartsWith($"{file.Number:D4}_", StringComparison.Ordinal)
        select $"{Path.GetRelativePath(Repository.Root, folder)}/migrations/{file.Name} where {file.Number:D4} is due");

    private static IEnumerable<(string Path, string Text)> Projects() =>
        Parts.Files(".csproj", "services", "gateway", "ServiceDefaults", "contracts", "deploy", "AppHost", "tests").Select(file => (file.Path.Replace('\\', '/'), file.Text));

    [GeneratedRegex(@"^\d{4}_[a-z0-9_]+\.sql$")]
    private static partial Regex Migration();
}
