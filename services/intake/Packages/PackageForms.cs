using System.Text.Json;

namespace GovPlatform.Intake;

/// <summary>The merged form of a package: filled in once, and cut into the form of each sub-case.</summary>
internal sealed class PackageForms(Forms forms, KeptMatters kept, PersonalData data)
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    /// <summary>The form sealed as a whole and by matter, or what is wrong with it.</summary>
    public (string Whole, IReadOnlyDictionary<string, string> ByMatter, Problem? No) Cut(JsonElement? form, PackagePlan plan, IReadOnlyDictionary<string, PublishedMatter> matters)
    {
        var values = form ?? Nothing;
        if (values.ValueKind != JsonValueKind.Object)
            return ("", matters.ToDictionary(m => m.Key, _ => ""), Invalid([new("", "value-type", "表单应为 JSON 对象", "The form must be a JSON object")]));
        List<FormFinding> findings =
            [.. values.EnumerateObject().Where(field => !plan.Form.Fields.ContainsKey(field.Name)).Select(field => new FormFinding($"/{Escape(field.Name)}", "field-unknown", "表单没有该字段", "The form has no such field"))];
        var slices = matters.Values.ToDictionary(matter => matter.Code, matter => JsonSerializer.SerializeToElement(
            values.EnumerateObject().Where(field => plan.Form.Fields.TryGetValue(field.Name, out var users) && users.Contains(matter.Code)).DistinctBy(field => field.Name).ToDictionary(field => field.Name, field => field.Value)));
        findings.AddRange(matters.Values.SelectMany(matter => forms.CheckOf(matter).Check(slices[matter.Code], FormMode.Draft)));
        return findings.Count > 0 ? ("", slices.ToDictionary(s => s.Key, _ => ""), Invalid(findings))
            : (data.Seal(values.GetRawText()), slices.ToDictionary(slice => slice.Key, slice => data.Seal(slice.Value.GetRawText())), null);
    }

    /// <summary>Null where every sub-case's form may be handed in.</summary>
    public async Task<Problem?> RefusalAsync(WholePackage package, CancellationToken ct)
    {
        List<FormFinding> findings = [];
        foreach (var part in package.Cases)
            if (await kept.FindAsync(part.MatterCode, part.Matter.Version, ct) is { } matter)
                findings.AddRange(forms.CheckOf(matter).Check(JsonElement.Parse(data.Open(part.FormSealed))));
        return findings.Count > 0 ? Invalid(findings) : null;
    }

    // What several matters ask is told once.
    private static Problem Invalid(IReadOnlyList<FormFinding> findings) => FormProblems.Invalid([.. findings.Distinct()]);

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
