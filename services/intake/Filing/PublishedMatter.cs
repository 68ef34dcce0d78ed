using System.Text.Json;

namespace GovPlatform.Intake;

/// <summary>A published version of a matter, as the catalogue tells it: what cases are held to, kept once a version.</summary>
internal sealed record PublishedMatter(
    string Code, int Version, string Status, string Name, string HandlingType, string DepartmentCode, string DepartmentName,
    int? StatutoryDays, int PromisedDays, string? LicenceType, string? LicenceName, int? LicenceValidYears, bool AutoDecide,
    IReadOnlyList<PublishedMaterial> Materials, string StatutoryUnit = LimitUnit.WorkingDay, string PromisedUnit = LimitUnit.WorkingDay,
    IReadOnlyList<Situation>? Situations = null, JsonElement? Form = null, PublishedElements? Elements = null)
{
    public MatterRef AsRef() =>
        new(Code, Version, Name, HandlingType, DepartmentCode, DepartmentName, StatutoryDays, PromisedDays, LicenceType, LicenceName, LicenceValidYears, AutoDecide, StatutoryUnit, PromisedUnit);

    /// <summary>全程网办: done online without a visit, so that none may be demanded.</summary>
    public bool NeedsNoVisit => Elements is { Online: true, Visits: null or 0 };

    /// <summary>The materials that these answers leave.</summary>
    public IReadOnlyList<PublishedMaterial> ListFor(Answers answers) => [.. Materials.Where(material => answers.Fit(material.When ?? []))];
}

/// <summary>A material of the published list.</summary>
/// <param name="ByCommitment">可由承诺替代.</param>
/// <param name="When">Needed only by those whose answers fit; empty is always.</param>
/// <param name="LicenceType">证照类型代码 of the e-licence that stands for it; null: that of the same name.</param>
/// <param name="MaxBytes">Of a file; null: Intake:MostBytes.</param>
internal sealed record PublishedMaterial(string Code, string Name, string Requirement, IReadOnlyList<string>? When = null, bool ByCommitment = false, string? LicenceType = null, long? MaxBytes = null);

/// <summary>The further elements that the counter goes by.</summary>
/// <param name="Online">是否网办.</param>
/// <param name="Visits">到办事现场次数.</param>
/// <param name="CommitmentNotice">告知书; null where the matter takes no 告知承诺.</param>
/// <param name="CommitmentCheckDays">Working days from the grant to the check of a commitment.</param>
internal sealed record PublishedElements(bool? Online = null, int? Visits = null, string? CommitmentNotice = null, int? CommitmentCheckDays = null);
