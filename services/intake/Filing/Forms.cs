using System.Collections.Concurrent;
using System.Text.Json;

namespace GovPlatform.Intake;

/// <summary>The forms of applications: checked against the schema of the version that a case was filed under, and sealed whole, since any field may be personal.</summary>
internal sealed class Forms(KeptMatters kept, PersonalData data)
{
    private const int Most = 2_000;
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");
    private readonly ConcurrentDictionary<(string Code, int Version), FormCheck> checks = new();

    /// <summary>The values sealed, or what is wrong with them.</summary>
    /// <param name="form">What was sent; null is an empty form.</param>
    public (string Sealed, Problem? No) Take(JsonElement? form, PublishedMatter? matter, FormMode mode)
    {
        var values = form ?? Nothing;
        return CheckOf(matter).Check(values, mode) is [_, ..] findings ? ("", FormProblems.Invalid(findings)) : (data.Seal(values.GetRawText()), null);
    }

    /// <summary>As <see cref="Take"/>, for a case that is there.</summary>
    public async ValueTask<(string Sealed, Problem? No)> TakeAsync(JsonElement? form, CaseFile file, FormMode mode, CancellationToken ct) =>
        Take(form, await MatterOfAsync(file, ct), mode);

    /// <summary>Null where the form that a case holds may be handed in.</summary>
    public async ValueTask<Problem?> RefusalAsync(CaseFile file, CancellationToken ct) =>
        CheckOf(await MatterOfAsync(file, ct)).Check(JsonElement.Parse(data.Open(file.FormSealed))) is [_, ..] findings ? FormProblems.Invalid(findings) : null;

    /// <summary>Of these values those that the matter's form would take, each by itself; none where it has no form.</summary>
    public IReadOnlyDictionary<string, PrefilledField> Fitting(PublishedMatter matter, Dictionary<string, PrefilledField> known)
    {
        if (matter.Form is null)
            return new Dictionary<string, PrefilledField>();
        var fitting = new Dictionary<string, PrefilledField>(known);
        while (fitting.Count > 0 && CheckOf(matter).Check(JsonSerializer.SerializeToElement(fitting.ToDictionary(field => field.Key, field => field.Value.Value)), FormMode.Draft) is [_, ..] findings)
            foreach (var finding in findings)
                if (finding.Pointer.Length == 0)
                    fitting.Clear();
                else
                    fitting.Remove(finding.Pointer.Split('/')[1].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
        return fitting;
    }

    private ValueTask<PublishedMatter?> MatterOfAsync(CaseFile file, CancellationToken ct) => kept.FindAsync(file.MatterCode, file.Matter.Version, ct);

    // A matter without a form takes what it is told, within the bounds of any form.
    public FormCheck CheckOf(PublishedMatter? matter)
    {
        if (matter?.Form is not { ValueKind: JsonValueKind.Object } schema)
            return FormCheck.Free;
        if (checks.TryGetValue((matter.Code, matter.Version), out var check))
            return check;
        if (checks.Count >= Most)
            checks.Clear();
        return checks[(matter.Code, matter.Version)] = FormCheck.Of(schema);
    }
}

/// <summary>How a form is refused.</summary>
internal static class FormProblems
{
    /// <summary>Messages by JSON pointer, and each finding with its code: docs/forms.md lists them.</summary>
    public static Problem Invalid(IReadOnlyList<FormFinding> findings)
    {
        findings = [.. findings.Select(finding => finding with { Pointer = $"/form{finding.Pointer}" })];
        return new(422, "form-invalid", "表单填写有误", "The form is not filled in rightly")
        {
            Errors = findings.GroupBy(finding => finding.Pointer).ToDictionary(group => group.Key, group => group.Select(finding => finding.Zh).ToArray()),
            Extensions = { ["findings"] = findings },
        };
    }
}
