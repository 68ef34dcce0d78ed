namespace GovPlatform.Intake;

/// <summary>What the catalogue plans of a package (一件事) for an applicant's answers; the package keeps it as it was told.</summary>
/// <param name="Unavailable">Steps whose matter takes no applications now.</param>
internal sealed record PackagePlan(
    string Code, int Version, string Status, string Name, string Answers, IReadOnlyList<PackagePlan.Asked> Questions, PackagePlan.Leading Lead,
    IReadOnlyList<PackagePlan.Step> Steps, PackagePlan.MergedForm Form, IReadOnlyList<PackagePlan.Material> Materials, IReadOnlyList<string> Unavailable)
{
    /// <summary>The steps that are sub-cases.</summary>
    public IEnumerable<Step> Items => Steps.Where(step => step.Matter is not null);

    public string NameOf(string step) => Steps.FirstOrDefault(known => known.Id == step)?.Name ?? step;

    /// <summary>The step whose result a material of this matter is, so that nobody brings it.</summary>
    public string? MakerOf(string materialCode) => Materials.FirstOrDefault(material => material.Uses.Any(use => use.MaterialCode == materialCode))?.FromStep;

    /// <param name="Step">The step whose matter asks; null for a question of the package.</param>
    internal sealed record Asked(string Id, string Question, string? Step, IReadOnlyList<string> Chosen);

    /// <param name="DepartmentCode">Null where the department first asked leads (首问部门牵头).</param>
    internal sealed record Leading(string? DepartmentCode, string Name, bool FirstAsked);

    /// <param name="After">Steps that must be done before this one can be decided.</param>
    internal sealed record Step(string Id, string Name, int Stage, IReadOnlyList<string> After, int Days, MatterStep? Matter, OutsidePart? Outside);

    /// <param name="Answers">What the answers to the package say to the matter's own questions.</param>
    internal sealed record MatterStep(string Code, int Version, string DepartmentCode, string DepartmentName, string Answers);

    internal sealed record OutsidePart(string Provider, string Place, string Cost, decimal? Amount, string HowToKnowStatus);

    /// <param name="Fields">Which matters use each field.</param>
    internal sealed record MergedForm(IReadOnlyDictionary<string, IReadOnlyList<string>> Fields);

    /// <param name="Uses">Which sub-cases need it, and as which of their materials.</param>
    /// <param name="FromStep">The step whose result it is; null where people bring it.</param>
    internal sealed record Material(string Name, string Requirement, IReadOnlyList<Use> Uses, string? FromStep);

    internal sealed record Use(string Step, string MatterCode, string MaterialCode);
}
