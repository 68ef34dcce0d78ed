namespace GovPlatform.Matters;

/// <summary>A material that is handed in once for all the matters that need it.</summary>
/// <param name="Requirement">The strictest: 1 必要 before 3 容缺后补 before 2 非必要.</param>
/// <param name="Originals">The most that any of the matters asks for.</param>
/// <param name="Copies">The most that any of the matters asks for.</param>
/// <param name="Uses">Which matters need it, and as which of their materials.</param>
/// <param name="FromStep">The step of the package whose result it is, so that nobody brings it; null where people bring it.</param>
internal sealed record MergedMaterial(
    string Name, string Requirement, string Form, string? Kind, int? Originals, int? Copies, string? Source, string? FillNote, string? BlankForm, string? Sample,
    IReadOnlyList<MergedMaterial.Use> Uses, string? FromStep)
{
    private const string Both = "3";
    private static readonly string[] Strictness = ["1", "3", "2"];

    internal sealed record Use(string Step, string MatterCode, string MaterialCode);

    /// <summary>A matter of a plan, with what the applicant answered to its own questions.</summary>
    internal sealed record Needing(string Step, Matter Matter, Answers Answers, IReadOnlySet<string> Before);

    public static IReadOnlyList<MergedMaterial> Of(IReadOnlyList<Needing> matters) =>
    [
        .. matters.SelectMany(needing => needing.Matter.Content.Materials.Where(material => needing.Answers.Fit(material.When)).Select(material => (Needing: needing, Material: material)))
            .GroupBy(need => need.Material.Name.Trim())
            .Select(needs => One(needs.Key, [.. needs], matters)),
    ];

    private static MergedMaterial One(string name, IReadOnlyList<(Needing Needing, MaterialItem Material)> needs, IReadOnlyList<Needing> matters)
    {
        // Results of matters that come before every one that needs them.
        var from = matters.FirstOrDefault(made => IsResult(name, made.Matter.Content) && needs.All(need => need.Needing.Before.Contains(made.Step)));
        return new(
            name, needs.Select(need => need.Material.Requirement).MinBy(requirement => Array.IndexOf(Strictness, requirement))!,
            OneOrBoth(needs.Select(need => need.Material.Form))!, OneOrBoth(needs.Select(need => need.Material.Kind)),
            needs.Max(need => need.Material.Originals), needs.Max(need => need.Material.Copies), First(needs, material => material.Source), First(needs, material => material.FillNote),
            First(needs, material => material.BlankForm), First(needs, material => material.Sample),
            [.. needs.Select(need => new Use(need.Needing.Step, need.Needing.Matter.Code, MatterSql.MaterialCode(need.Needing.Matter, need.Material)))], from?.Step);
    }

    private static string? OneOrBoth(IEnumerable<string?> codes) => codes.OfType<string>().Distinct().ToList() is [_, _, ..] ? Both : codes.FirstOrDefault(code => code is not null);

    /// <summary>营业执照（副本）复印件 is the 营业执照 that a matter before it gives out.</summary>
    private static bool IsResult(string name, MatterContent matter) =>
        name.Replace("复印件", "", StringComparison.Ordinal).Split('（', '(')[0].Trim() is { Length: > 0 } bare && (bare == matter.LicenceName || bare == matter.Elements.ResultName);

    private static string? First(IReadOnlyList<(Needing Needing, MaterialItem Material)> needs, Func<MaterialItem, string?> element) =>
        needs.Select(need => element(need.Material)).FirstOrDefault(text => text is not null);
}
