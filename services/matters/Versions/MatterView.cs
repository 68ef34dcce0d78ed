using System.Text.Json;

namespace GovPlatform.Matters;

/// <summary>A version of a matter as told: the members of MatterRef that a case keeps, its status, its materials, and every other element.</summary>
/// <param name="Code">实施编码, 31 characters.</param>
/// <param name="HandlingItemCode">业务办理项编码, 33 characters.</param>
/// <param name="Status">draft, scheduled, published, suspended or retired; only a published version takes applications.</param>
/// <param name="Reason">Why this version was made.</param>
/// <param name="EffectiveOn">Legal day from which people apply under it.</param>
/// <param name="RetireOn">Legal day from which the matter takes no new case.</param>
/// <param name="Findings">Rules that it breaks: of a draft, and when it is published.</param>
/// <param name="Revision">Counts the changes of this version; its ETag.</param>
internal sealed record MatterView(
    string Code, int Version, string Status, int Revision, string HandlingItemCode, string BasicCode, string MatterType, string Name,
    string HandlingType, string DepartmentCode, string DepartmentName, IReadOnlyList<string> Audience, int? StatutoryDays, string StatutoryUnit, int PromisedDays, string PromisedUnit,
    string? LicenceType, string? LicenceName, int? LicenceValidYears, bool AutoDecide,
    IReadOnlyList<MaterialItem> Materials, IReadOnlyList<Situation> Situations, JsonElement? Form, IReadOnlyList<string> Keywords, MatterElements Elements, DateTime UpdatedAt, DateTime? PublishedAt,
    string? Reason, DateOnly? EffectiveOn, DateOnly? RetireOn, IReadOnlyList<Finding> Findings)
{
    public static MatterView Of(Matter matter) => Of(matter, []);

    public static MatterView Of(Matter matter, IReadOnlyList<Finding> findings)
    {
        var content = matter.Content;
        return new(
            matter.Code, matter.Version, matter.Status, matter.Revision, $"{matter.Code}01", content.BasicCode, content.MatterType, content.Name,
            content.HandlingType, content.DepartmentCode, content.DepartmentName, content.Audience, content.StatutoryDays, content.StatutoryUnit, content.PromisedDays, content.PromisedUnit,
            content.LicenceType, content.LicenceName, content.LicenceValidYears, content.AutoDecide,
            [.. content.Materials.Select(material => material with { Code = MatterSql.MaterialCode(matter, material) })],
            content.Situations, content.Form, content.Keywords, content.Elements, matter.UpdatedAt, matter.PublishedAt,
            content.Reason, matter.EffectiveOn, matter.RetireOn,
            matter.Status == MatterStatus.Draft ? [.. findings.Select(finding => finding.AsWarning())] : findings);
    }
}
