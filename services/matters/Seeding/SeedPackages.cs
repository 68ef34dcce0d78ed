using System.Text.Json;
using System.Text.Json.Nodes;

namespace GovPlatform.Matters;

/// <summary>The packages of the seed, for any county: departments by key, matters by key and basic code, with the name that they must have.</summary>
internal static class SeedPackages
{
    private const string CountyLevel = "4";

    /// <summary>A package, and the name that the seed gives each of its matters.</summary>
    internal sealed record Seeded(PackageContent Content, IReadOnlyDictionary<string, string> Names);

    public static IReadOnlyList<Seeded> Read(string region, string county)
    {
        var departments = SeedCatalogue.Departments(region, county).ToDictionary(department => department.Key, department => department.Code);
        return [.. JsonNode.Parse(SeedCatalogue.Text("seed/packages.json").Replace("{county}", county, StringComparison.Ordinal))!.AsArray().Select(package => One(package!.AsObject(), departments))];
    }

    /// <summary>Publishes them all, without committing, or says which breaks what.</summary>
    public static async Task<int> StoreAsync(Tx tx, string region, string county, Actor by, DateTime now)
    {
        var packages = Read(region, county);
        var known = (await MatterSql.LatestAsync(await tx.ConnectionAsync(), [.. packages.SelectMany(package => package.Names.Keys).Distinct()])).ToDictionary(matter => matter.Code);
        foreach (var package in packages)
            if (Check(package, known) is [_, ..] findings)
                throw new InvalidDataException($"The seed's package {package.Content.Code} is wrong: {JsonSerializer.Serialize(findings[0], GovJson.Events)}");
        var published = packages.Select(package => Package.Draft(package.Content, region, 1, new(by, now)).Publish(new(by, now))!.Value).ToList();
        foreach (var (_, told) in published)
            tx.Publish(told);
        await PackageSql.InsertAsync(tx, [.. published.Select(pair => pair.Package)]);
        tx.Audit("package.seed", "catalogue", region, new { packages = packages.Count });
        return packages.Count;
    }

    /// <summary>The rules of publication, and that each matter is the one meant: a code may come to name another.</summary>
    public static IReadOnlyList<Finding> Check(Seeded package, IReadOnlyDictionary<string, Matter> known)
    {
        var shape = PackageShape.Check(package.Content, id => PackageShape.NameOf(package.Content, known, id));
        return shape.Count > 0 ? shape :
        [
            .. PackageRules.Check(package.Content, known),
            .. package.Names.Where(name => known.GetValueOrDefault(name.Key) is { } matter && matter.Content.Name != name.Value)
                .Select(name => new Finding("/items", "matter-renamed", $"事项{name.Key}名称不是“{name.Value}”", $"Matter {name.Key} is not named {name.Value}")),
        ];
    }

    private static Seeded One(JsonObject package, Dictionary<string, string> departments)
    {
        Dictionary<string, string> names = [];
        if (package.Remove("lead", out var lead))
            package["leadDepartment"] = departments[(string)lead!];
        foreach (var item in package["items"]!.AsArray().Select(item => item!.AsObject()))
        {
            item.Remove("matter", out var written);
            var parts = ((string)written!).Split(['/', ' '], 3);
            var code = $"{departments[parts[0]]}{CountyLevel}{parts[1]}";
            item["matterCode"] = code;
            names[code] = parts[2];
        }
        return new(package.Deserialize<PackageContent>(GovJson.Events)!, names);
    }
}
