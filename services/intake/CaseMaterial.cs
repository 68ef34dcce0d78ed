namespace GovPlatform.Intake;

/// <summary>One item of the material list of a case, as the matter's version lists it, and what was handed in for it.</summary>
/// <param name="Code">材料编码, 36 characters.</param>
/// <param name="Requirement">材料必要性: 1 必要, 2 非必要, 3 容缺后补.</param>
/// <param name="Sha256">Digest of the content, lower-case hex; null while nothing is handed in.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Source">upload, scan, licence, shared, post, or earlier: from a case of the same applicant.</param>
/// <param name="Requested">True while a notice asks for it.</param>
/// <param name="Deferred">容缺: it may be handed in after acceptance, until the case's deferral day.</param>
/// <param name="ByCommitment">告知承诺: the signed commitment stands in its place.</param>
/// <param name="OriginalCheck">Whether the original was seen: matches, differs, or null.</param>
/// <param name="MaxBytes">Of a file that is handed in; null: what holds for all.</param>
/// <param name="OriginalCheckedBy">The account of the clerk who saw it.</param>
/// <param name="FromItem">The step of the package whose result it is, so that nobody brings it.</param>
/// <param name="Reference">Where no file is needed: the e-licence, or the case, that stands for it.</param>
/// <param name="Scan">not-scanned, pending, clean, infected or failed; null while nothing is handed in.</param>
/// <param name="Licence">The e-licence that stands for it, as it was when it was taken; its id is the reference.</param>
internal sealed record CaseMaterial(
    string Code, string Name, string Requirement, string? Sha256, string? MediaType, long? Size, string? Source, DateTime? SuppliedAt, bool Requested,
    bool Deferred, bool ByCommitment, string? OriginalCheck, DateTime? OriginalCheckedAt,
    string? FromItem = null, string? Reference = null, string? Scan = null, LicenceOnFile? Licence = null, Guid? OriginalCheckedBy = null, long? MaxBytes = null)
{
    /// <summary>What the list demands: 3 (容缺后补) too, unless this case may hand it in later.</summary>
    public bool IsRequired => Requirement is "1" or "3" && !ByCommitment;

    /// <summary>Handed in, or something else stands for it.</summary>
    public bool IsThere => (Sha256 ?? Reference) is not null;

    public bool IsMissing => IsRequired && !Deferred && !IsThere;

    /// <summary>What the list lets come later (容缺) keeps nobody from filing: the counter decides on it.</summary>
    public bool BarsFiling => IsMissing && Requirement != "3";

    /// <summary>An item of the published list for which nothing is handed in yet.</summary>
    public static CaseMaterial Listed(PublishedMaterial listed) =>
        new(listed.Code, listed.Name, listed.Requirement, null, null, null, null, null, false, false, false, null, null, MaxBytes: listed.MaxBytes);

    public MaterialRef AsRef() => new(Code, Name, IsRequired, Sha256, Deferred && !IsThere, Reference);
}
