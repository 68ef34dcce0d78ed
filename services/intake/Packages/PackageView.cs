using System.Text.Json;

namespace GovPlatform.Intake;

/// <summary>A package as its reader may see it.</summary>
/// <param name="Number">YJS + region + yyyyMMdd + serial; null while a draft.</param>
/// <param name="Status">draft, submitted, in-progress, granted, partly-granted, not-granted or withdrawn: it follows from the sub-cases.</param>
/// <param name="Version">Rises with each change of the package or of any sub-case: its ETag.</param>
/// <param name="Applicant">In full for the applicant, masked for others.</param>
/// <param name="Materials">Handed in once each, for all the sub-cases that need them.</param>
/// <param name="Form">The merged form; null for all but the applicant.</param>
/// <param name="Explanation">What was not granted and why, in one text for each.</param>
internal sealed record PackageView(
    Guid Id, string? Number, string Code, string Name, string Status, int Version, string Channel, string Delivery, string Answers, ApplicantView Applicant,
    string LeadDepartment, string? LeadDepartmentName, IReadOnlyList<SubCaseView> Cases, IReadOnlyList<OutsideView> OutsideSteps,
    IReadOnlyList<PackageMaterialView> Materials, JsonElement? Form, IReadOnlyList<string> Explanation, DateTime CreatedAt, DateTime? SubmittedAt, DateTime? ClosedAt);

/// <summary>One sub-case.</summary>
/// <param name="WaitsFor">Steps that must be done before it can be accepted.</param>
/// <param name="MayStartBefore">应提前开展: its department has it already and may begin; acceptance waits.</param>
/// <param name="RespondBy">Last day for the authority to say what is missing; null while that clock stands.</param>
/// <param name="IsLate">A day of the authority has passed.</param>
/// <param name="Mode">ordinary, deferred (容缺受理) or commitment (告知承诺).</param>
/// <param name="Duplicates">Other cases of this applicant for the same matter.</param>
internal sealed record SubCaseView(
    string Step, Guid Id, string? Number, string Status, int Version, string MatterCode, string MatterName, string DepartmentName, IReadOnlyList<StepName> WaitsFor,
    bool MayStartBefore, DateOnly? RespondBy, DateOnly? PromisedDue, bool IsLate, string? Outcome, string? LicenceId, string? Explanation,
    string Mode, IReadOnlyList<AlikeCase> Duplicates);

/// <summary>A step by name.</summary>
internal sealed record StepName(string Step, string Name);

/// <summary>What no department of the county approves, and has to be done all the same.</summary>
/// <param name="Amount">Yuan; null is not fixed.</param>
/// <param name="Done">Somebody has said that it is done: what waits for it goes on.</param>
internal sealed record OutsideView(
    string Step, string Name, string Provider, string Place, string Cost, decimal? Amount, string HowToKnowStatus, IReadOnlyList<StepName> After, bool Done);

/// <summary>A material of the merged list.</summary>
/// <param name="Code">The code to hand it in by.</param>
/// <param name="FromStep">The step whose result it is: nobody brings it.</param>
/// <param name="Sha256">Digest of what was handed in; null where nothing is, or where sub-cases have been given different files since.</param>
/// <param name="IsThere">Every sub-case that needs it has it.</param>
internal sealed record PackageMaterialView(string Code, string Name, string Requirement, string? FromStep, string? Sha256, bool IsThere, IReadOnlyList<PackagePlan.Use> Uses);

/// <summary>Makes views of packages.</summary>
internal sealed class PackageViews(PersonalData data, WorkingDays days, DuplicateWindow window, TimeProvider time)
{
    public async Task<PackageView> OfAsync(Tx tx, WholePackage package, Caller me) =>
        Of(package, await tx.PackageMaterialsAsync(package.File.Id), await tx.QueryAsync<Duplicates.InPackage>(Duplicates.PackageSql, new { package.File.Id, window.Days }), me);

    public PackageView Of(WholePackage package, IReadOnlyList<PartMaterial> materials, IReadOnlyList<Duplicates.InPackage> alike, Caller me)
    {
        var (file, full) = (package.File, package.File.AccountId == me.Id);
        var parts = package.Cases.Select(part => Part(file.Plan, part, [.. alike.Where(one => one.OfCase == part.Id).Select(one => one.AsAlike())])).ToList();
        return new(
            file.Id, file.Number, file.Code, file.Name, package.Status, package.Version, file.Channel, file.Delivery, file.Answers, ApplicantView.Of(file.Applicant, data, full),
            file.LeadDepartment, package.Cases.FirstOrDefault(part => part.Matter.DepartmentCode == file.LeadDepartment)?.Matter.DepartmentName, parts,
            [.. file.Plan.Steps.Where(step => step.Outside is not null).Select(step => Outside(file, step))],
            [.. file.Plan.Materials.Select(material => Material(material, materials))], full ? JsonElement.Parse(data.Open(file.FormSealed)) : null,
            [.. parts.Where(part => part.Explanation is not null && part.Outcome != CaseStatus.Granted && !part.MayStartBefore).Select(part => $"“{part.MatterName}”：{part.Explanation}")],
            file.CreatedAt, file.SubmittedAt, file.ClosedAt);
    }

    private SubCaseView Part(PackagePlan plan, CaseFile part, IReadOnlyList<AlikeCase> alike)
    {
        var (today, ended) = (time.Today(), CaseStatus.IsFinal(part.Status));
        var respondBy = part.RespondBy(days);
        return new(
            part.PackageItem!, part.Id, part.Number, part.Status, part.Version, part.MatterCode, part.Matter.Name, part.Matter.DepartmentName,
            [.. part.WaitsFor.Select(step => new StepName(step, plan.NameOf(step)))], part is { Waits: true, Number: not null } && !ended, respondBy, part.PromisedDue,
            !ended && (respondBy < today || (part.Outcome is null && part.PromisedDue < today)), part.Outcome, part.LicenceId, Explain(plan, part), part.Mode, alike);
    }

    private static string? Explain(PackagePlan plan, CaseFile part) => part switch
    {
        { Outcome: CaseStatus.Denied } => $"不予批准。{part.Opinion}",
        { Status: CaseStatus.Refused } => $"不予受理。{part.Refusal}",
        { Status: CaseStatus.Lapsed } => "逾期未补正，视为放弃申请，可沿用已提交的材料重新申请。",
        { Status: CaseStatus.Withdrawn } => "申请人已撤回。",
        { Status: CaseStatus.Ended } => part.EndedReason == "withdrawn" ? "按申请人的申请终止办理。" : "容缺材料逾期未补齐，终止办理。",
        { Status: CaseStatus.Revoked } => "承诺不实，已撤销。",
        { Waits: true } => $"等待{string.Join("、", part.WaitsFor.Select(step => $"“{plan.NameOf(step)}”"))}办结后受理，部门可提前开展审查。",
        _ => null,
    };

    private static OutsideView Outside(PackageFile file, PackagePlan.Step step) => new(
        step.Id, step.Name, step.Outside!.Provider, step.Outside.Place, step.Outside.Cost, step.Outside.Amount, step.Outside.HowToKnowStatus,
        [.. step.After.Select(before => new StepName(before, file.Plan.NameOf(before)))], file.OutsideDone.Contains(step.Id));

    private static PackageMaterialView Material(PackagePlan.Material material, IReadOnlyList<PartMaterial> materials)
    {
        var handed = materials.Where(m => material.Uses.Any(use => use.MaterialCode == m.Code)).ToList();
        return new(
            material.Uses[0].MaterialCode, material.Name, material.Requirement, material.FromStep,
            handed.Where(m => !m.ByCommitment || m.Sha256 is not null).Select(m => m.Sha256).Distinct().ToList() is [var same] ? same : null, handed.All(m => m.ByCommitment || (m.Sha256 ?? m.Reference) is not null), material.Uses);
    }
}

/// <summary>Answers with a package.</summary>
internal static class PackageAnswers
{
    public static async Task<Ok<PackageView>> AnswerAsync(this Tx tx, WholePackage package, Caller me, PackageViews views, HttpResponse response, CancellationToken ct)
    {
        var view = await views.OfAsync(tx, package, me);
        await tx.CommitAsync(ct);
        response.SetETag(package.Version);
        return TypedResults.Ok(view);
    }
}
