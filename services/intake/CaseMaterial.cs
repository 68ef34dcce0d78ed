namespace GovPlatform.Intake;

/// <summary>One item of the material list of a case, as the matter's version lists it, and what was handed in for it.</summary>
/// <param name="Code">材料编码, 36 characters.</param>
/// <param name="Requirement">材料必要性: 1 必要, 2 非必要, 3 容缺后补.</param>
/// <param name="Sha256">Digest of the content, lower-case hex; null while nothing is handed in.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Requested">True while a supplement notice asks for it.</param>
internal sealed record CaseMaterial(string Code, string Name, string Requirement, string? Sha256, string? MediaType, long? Size, DateTime? SuppliedAt, bool Requested)
{
    /// <summary>Accepting later is the counter's own commitment procedure (容缺受理); until that is there, 3 counts as required.</summary>
    public bool IsRequired => Requirement is "1" or "3";

    public bool IsMissing => IsRequired && Sha256 is null;

    public MaterialRef AsRef() => new(Code, Name, IsRequired, Sha256);
}
