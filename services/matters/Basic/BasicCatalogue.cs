using System.Text.RegularExpressions;
using Dapper;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>三级四同: holds a matter's name, code, type and basis to the entry of the 基本目录 that it implements.</summary>
internal sealed partial class BasicCatalogue(IEnumerable<BasicMatter> entries)
{
    private readonly Dictionary<string, BasicMatter> byCode = entries.ToDictionary(entry => entry.Code);
    private readonly ILookup<string, BasicMatter> byName = entries.ToLookup(entry => entry.Name);

    /// <summary>All findings of a matter: of its elements, of its version and of the 基本目录.</summary>
    public static async Task<IReadOnlyList<Finding>> FindingsAsync(NpgsqlConnection db, Matter matter) =>
        [.. PublicationRules.Check(matter), .. (await ForAsync(db, [matter.Content])).Check(matter.Content)];

    /// <summary>The entries that these matters implement, or whose names they use, in one query.</summary>
    public static async Task<BasicCatalogue> ForAsync(NpgsqlConnection db, IReadOnlyCollection<MatterContent> matters) =>
        new((await db.QueryAsync<BasicMatter>(
            """
            select code, name, legal_basis, level
            from basic_matter
            where code = any(@codes)
                or name = any(@names)
            """,
            new { codes = matters.Select(matter => matter.BasicCode).ToArray(), names = matters.SelectMany(matter => new[] { matter.Name, WithoutItem(matter.Name) }).Distinct().ToArray() })).AsList());

    public IEnumerable<Finding> Check(MatterContent matter) =>
        byCode.TryGetValue(matter.BasicCode, out var entry) ? Differences(matter, entry) : [Stranger(matter)];

    /// <summary>The name without 业务办理项: 食品经营许可 of 食品经营许可（新办）.</summary>
    public static string WithoutItem(string name) => Item().Replace(name, "");

    /// <summary>Names of the laws between 《 and 》.</summary>
    public static IEnumerable<string> Laws(string basis) => Law().Matches(basis).Select(match => match.Groups[1].Value).Distinct();

    /// <summary>Without 中华人民共和国, which texts leave out at will.</summary>
    public static string Short(string law) => law.StartsWith(State, StringComparison.Ordinal) ? law[State.Length..] : law;

    private const string State = "中华人民共和国";

    private static IEnumerable<Finding> Differences(MatterContent matter, BasicMatter entry)
    {
        if (matter.Name != entry.Name && WithoutItem(matter.Name) != entry.Name)
            yield return new("/name", "basic-name-differs", $"事项名称应当为基本目录的“{entry.Name}”，或者在其后加业务办理项，如“{entry.Name}（新办）”", $"The basic catalogue names it {entry.Name}");
        var missing = Laws(entry.LegalBasis).ExceptBy(Laws(matter.Elements.LegalBasis ?? "").Select(Short), Short).ToList();
        if (missing.Count > 0)
            yield return new("/elements/legalBasis", "basic-basis-differs", $"设定依据缺少基本目录的{string.Concat(missing.Select(law => $"《{law}》"))}", $"The basic catalogue also names {string.Join(", ", missing)}");
    }

    // Who uses a name of the catalogue means that entry, so that its code, or already its type, is wrong.
    private Finding Stranger(MatterContent matter)
    {
        var namesakes = byName[matter.Name].Concat(byName[WithoutItem(matter.Name)]).Distinct().ToList();
        if (namesakes.Count == 0)
            return Finding.Hint("/basicCode", "basic-unknown", "基本目录中没有该基本编码", "The basic catalogue does not hold this code");
        var codes = string.Join('、', namesakes.Select(entry => entry.Code));
        return namesakes.Any(entry => entry.Code[2..4] == matter.MatterType)
            ? new("/basicCode", "basic-code-differs", $"基本目录中“{namesakes[0].Name}”的基本编码为{codes}", $"In the basic catalogue this matter has the code {codes}")
            : new("/basicCode", "basic-type-differs", $"基本目录中“{namesakes[0].Name}”的事项类型不同，基本编码为{codes}", $"In the basic catalogue this matter is of another type: {codes}");
    }

    [GeneratedRegex("(?<=.)（[^（）]*）$")]
    private static partial Regex Item();

    [GeneratedRegex("《([^》]+)》")]
    private static partial Regex Law();
}
