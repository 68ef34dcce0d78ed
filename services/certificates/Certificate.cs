namespace GovPlatform.Certificates;

/// <summary>An issued e-licence (电子证照). Whether it has expired is asked of the day, not kept.</summary>
internal sealed record Certificate
{
    public const string Columns = """
        id, case_id, case_number, matter_code, matter_name, licence_id, licence_type, licence_name, licence_number, issuer_code, issuer_name,
        account_id, holder_kind, holder_name_sealed, holder_id_type, holder_id_sealed, holder_search, instance,
        issued_on, valid_until, issued_at, status, verification_code, version
        """;

    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public string CaseNumber { get; init; } = "";
    public string MatterCode { get; init; } = "";
    public string MatterName { get; init; } = "";
    public LicenceId LicenceId { get; init; } = null!;
    public string LicenceType { get; init; } = "";
    public string LicenceName { get; init; } = "";
    public string LicenceNumber { get; init; } = "";
    public string IssuerCode { get; init; } = "";
    public string IssuerName { get; init; } = "";
    public Guid AccountId { get; init; }
    public string HolderKind { get; init; } = "";
    public string HolderNameSealed { get; init; } = "";
    public string HolderIdType { get; init; } = "";
    public string HolderIdSealed { get; init; } = "";
    public string HolderSearch { get; init; } = "";
    public string Instance { get; init; } = "";
    public DateOnly IssuedOn { get; init; }
    public DateOnly? ValidUntil { get; init; }
    public DateTime IssuedAt { get; init; }
    public string Status { get; init; } = CertificateStatus.Valid;
    public string VerificationCode { get; init; } = "";
    public int Version { get; init; }

    public string StatusOn(DateOnly day) => Status == CertificateStatus.Valid && day > ValidUntil ? CertificateStatus.Expired : Status;

    /// <summary>The licence of a granted case. <paramref name="serial"/> and <paramref name="before"/>: a new one counts on, a renewed one keeps its serial and number and takes the next version.</summary>
    public static Certificate Issue(DecisionMade decision, string holderSearch, int serial, Certificate? before, bool severalAllowed, DateTime now)
    {
        var (matter, issuedOn) = (decision.Matter, ChinaTime.Date(decision.At));
        var type = LicenceTypeCode.Parse(matter.LicenceType!);
        var licence = before?.LicenceId.Next() ?? LicenceId.Create(type, matter.DepartmentCode, $"{issuedOn.Year}{serial:D6}", 1);
        return new()
        {
            Id = Guid.CreateVersion7(), CaseId = decision.CaseId, CaseNumber = decision.CaseNumber, MatterCode = matter.Code, MatterName = matter.Name,
            LicenceId = licence, LicenceType = type.Value, LicenceName = matter.LicenceName!,
            LicenceNumber = before?.LicenceNumber ?? $"{matter.DepartmentName}〔{issuedOn.Year}〕{type.Value[18..]}第{serial:D6}号",
            IssuerCode = matter.DepartmentCode, IssuerName = matter.DepartmentName,
            AccountId = decision.Applicant.AccountId, HolderKind = decision.Applicant.Kind, HolderNameSealed = decision.Applicant.NameSealed,
            HolderIdType = decision.Applicant.IdTypeCode, HolderIdSealed = decision.Applicant.IdNumberSealed, HolderSearch = holderSearch,
            Instance = severalAllowed ? licence.Serial : "",
            IssuedOn = issuedOn, ValidUntil = matter.LicenceValidYears is { } years ? issuedOn.AddYears(years).AddDays(-1) : null, IssuedAt = now,
            VerificationCode = ServiceDefaults.VerificationCode.New(), Version = 1,
        };
    }

    public CertificateIssued Told() => new(CaseId, CaseNumber, IssuedAt, Id, LicenceId.Value, LicenceNumber, LicenceName, AccountId, VerificationCode);
}

/// <summary>What a licence is worth.</summary>
internal static class CertificateStatus
{
    public const string Valid = "valid";
    public const string Expired = "expired";

    /// <summary>A later version has taken its place.</summary>
    public const string Superseded = "superseded";

    public const string Revoked = "revoked";
}
