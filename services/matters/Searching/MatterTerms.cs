using System.Text.RegularExpressions;

namespace GovPlatform.Matters;

/// <summary>
/// What a matter is found by, as terms that each begin with the county, so that a word common in twenty counties is read in one only:
/// 410497食品 a pair, 410497药 a character of the name, 410497~sui.wu how a pair sounds, 410497^sw its initials.
/// </summary>
internal static partial class MatterTerms
{
    /// <summary>Raised when terms are made otherwise: rows of an older making are made again (FillSearch).</summary>
    public const int Making = 2;

    private const int FollowUpWeight = 200;

    // Who does not name one of these means the matter that comes first.
    private static readonly string[] FollowUps = ["变更", "注销", "延续", "补办", "补发", "补领", "换发", "换领", "遗失", "撤销", "终止", "延期", "中止"];

    /// <summary>The name and what people call it, in pairs, sounds and initials; single characters of the name.</summary>
    public static IReadOnlyList<string> OfNames(string region, MatterContent content)
    {
        var name = SearchText.Characters(content.Name);
        var pieces = Said(content).Select(SearchText.Characters).SelectMany(said => SearchText.Pairs(said).Concat(Sounds(said)).Concat(Initials(said)));
        return [.. pieces.Concat(name).Concat(name.SelectMany(Pinyin.Readings).Select(Sound)).Distinct().Select(piece => region + piece)];
    }

    /// <summary>The names too, so that words are found of which one is in the name and another in the text.</summary>
    public static IReadOnlyList<string> OfTexts(string region, MatterContent content) =>
    [
        .. Said(content).Select(SearchText.Characters).Concat(Texts(content).SelectMany(text => SearchText.Words(text ?? "")))
            .SelectMany(SearchText.Pairs).Distinct().Select(pair => region + pair),
    ];

    /// <summary>The name without punctuation.</summary>
    public static string Title(string name) => string.Concat(SearchText.Characters(name));

    /// <summary>Title and what else it is called, between bars.</summary>
    public static string SaidBetweenBars(MatterContent content) => $"|{string.Join('|', Said(content).Select(Title))}|";

    /// <summary>The initials of the name, of each character's usual reading.</summary>
    public static string InitialsOf(string name) => string.Concat(SearchText.Characters(name).Select(character => Pinyin.Readings(character) is [var usual, ..] ? usual[0] : '_'));

    /// <summary>Among equals the smaller comes first: the shorter name, what stands in brackets not counted, and a follow-up after what it follows.</summary>
    public static int Weight(string name) =>
        Bracketed().Replace(name, "").Length + (FollowUps.Any(word => name.Contains(word, StringComparison.Ordinal)) ? FollowUpWeight : 0);

    public static string Sound(string syllable) => $"~{Pinyin.Folded(syllable)}";

    public static string Sound(string first, string second) => $"~{Pinyin.Folded(first)}.{Pinyin.Folded(second)}";

    public static string Initial(string first, string second) => $"^{first[0]}{second[0]}";

    private static IEnumerable<string> Said(MatterContent content) =>
        new[] { content.Name, content.LicenceName ?? "", content.Elements.ResultName ?? "" }.Concat(content.Keywords).Where(said => said.Length > 0).Distinct();

    private static IEnumerable<string?> Texts(MatterContent content) =>
    [
        content.DepartmentName, content.Elements.LegalBasis, .. content.Elements.Conditions, .. content.Elements.UserTopics, .. content.Elements.CorpTopics,
        .. content.Elements.Faq, .. content.Materials.Select(material => material.Name),
    ];

    private static IEnumerable<string> Sounds(List<string> said) => Read(said, Sound);

    private static IEnumerable<string> Initials(List<string> said) => Read(said, Initial);

    private static IEnumerable<string> Read(List<string> said, Func<string, string, string> term) =>
        said.Zip(said.Skip(1), (first, second) => from a in Pinyin.Readings(first) from b in Pinyin.Readings(second) select term(a, b)).SelectMany(terms => terms);

    [GeneratedRegex("（[^）]*）")]
    private static partial Regex Bracketed();
}
