namespace GovPlatform.Matters;

/// <summary>一件事 for one applicant's answers: what to do in which order, one form, one list of materials, how long it takes, and who leads.</summary>
/// <param name="Answers">The answers that the plan is for, in one written form.</param>
/// <param name="Questions">Those of the package, and of the matters chosen what the package does not answer itself.</param>
/// <param name="FormConflicts">Fields that two matters meanwhile ask in different ways; the first one's is asked.</param>
/// <param name="Unavailable">Steps whose matter is suspended or retired: they cannot be applied for now, and are in neither form nor materials.</param>
internal sealed record PackagePlan(
    string Code, int Version, string Status, string Name, string Answers, IReadOnlyList<PackagePlan.Asked> Questions, PackagePlan.Leading Lead, IReadOnlyList<PackagePlan.Body> Departments,
    IReadOnlyList<PackagePlan.Step> Steps, MergedForm Form, IReadOnlyList<string> FormConflicts, IReadOnlyList<MergedMaterial> Materials, PackagePlan.Clock Time, IReadOnlyList<string> Unavailable)
{
    /// <param name="Step">The step whose matter asks; null for a question of the package.</param>
    /// <param name="Chosen">Options chosen; empty where it is not answered yet, which excludes nothing.</param>
    internal sealed record Asked(string Id, string Question, IReadOnlyList<SituationOption> Options, string? Step, IReadOnlyList<string> Chosen);

    /// <param name="DepartmentCode">Null where the department first asked leads (首问部门牵头).</param>
    internal sealed record Leading(string? DepartmentCode, string Name, bool FirstAsked);

    internal sealed record Body(string Code, string Name, bool Leads, IReadOnlyList<string> Steps);

    /// <param name="After">Steps that must be done before this one can be decided; what they leave open may be prepared earlier.</param>
    /// <param name="Stage">1 starts at once; steps of one stage go side by side.</param>
    /// <param name="Days">Working days that the step takes at most.</param>
    /// <param name="Ends">Working days from the start to its end.</param>
    internal sealed record Step(
        string Id, string Name, int Stage, bool StartsAtOnce, IReadOnlyList<string> After, int Days, int Begins, int Ends, bool Unavailable, MatterStep? Matter, OutsidePart? Outside);

    /// <param name="Answers">What the answers to the package say to the matter's own questions: under these its materials are listed.</param>
    internal sealed record MatterStep(
        string Code, int Version, string Status, string DepartmentCode, string DepartmentName, string HandlingType, int PromisedDays, string PromisedUnit, string Answers);

    internal sealed record OutsidePart(string Provider, string Place, string Cost, decimal? Amount, string HowToKnowStatus);

    /// <param name="PromisedDays">Working days promised for the whole: the package's promise, or less where these answers take less.</param>
    /// <param name="CriticalDays">Working days of the steps that wait for one another.</param>
    internal sealed record Clock(int PromisedDays, int CriticalDays, IReadOnlyList<string> CriticalPath);
}
