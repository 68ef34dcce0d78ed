namespace GovPlatform.Intake;

/// <summary>A package (一件事) as it was applied for; its state follows from its sub-cases.</summary>
internal sealed record PackageFile
{
    public Guid Id { get; init; }
    public string Region { get; init; } = "";
    /// <summary>YJS + region + yyyyMMdd + serial; null while a draft.</summary>
    public string? Number { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    /// <summary>Rises with each change of the package itself.</summary>
    public int Version { get; init; }
    public string Channel { get; init; } = Channels.Web;
    public string Delivery { get; init; } = Ways.Counter;
    public Guid AccountId { get; init; }
    public ApplicantRef Applicant { get; init; } = null!;
    public string Answers { get; init; } = "";
    public string FormSealed { get; init; } = "";
    public PackagePlan Plan { get; init; } = null!;
    public string LeadDepartment { get; init; } = "";
    public string[] Departments { get; init; } = [];
    public string[] OutsideDone { get; init; } = [];
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }
    public DateTime? SubmittedAt { get; init; }
    public DateTime? ClosedAt { get; init; }
}

/// <summary>A package with its sub-cases, in the order of its steps.</summary>
internal sealed record WholePackage(PackageFile File, IReadOnlyList<CaseFile> Cases)
{
    /// <summary>Changes with the package and with each of its sub-cases: its ETag.</summary>
    public int Version => File.Version + Cases.Sum(part => part.Version);

    public string Status => PackageStatus.Of([.. Cases.Select(part => part.Status)], [.. Cases.Select(part => part.Outcome)]);

    public CaseFile? Of(string step) => Cases.FirstOrDefault(part => part.PackageItem == step);
}

/// <summary>The states of a package, derived; the README says from what.</summary>
internal static class PackageStatus
{
    public const string Draft = "draft";
    public const string Submitted = "submitted";
    public const string InProgress = "in-progress";
    public const string Granted = "granted";
    public const string PartlyGranted = "partly-granted";
    public const string NotGranted = "not-granted";
    public const string Withdrawn = "withdrawn";

    private static readonly string[] Untouched = [CaseStatus.Submitted, CaseStatus.PreReviewed];

    public static string Of(IReadOnlyList<string> statuses, IReadOnlyList<string?> outcomes)
    {
        if (statuses.Contains(CaseStatus.Draft))
            return Draft;
        if (statuses.All(Untouched.Contains))
            return Submitted;
        if (!statuses.All(CaseStatus.IsFinal))
            return InProgress;
        if (statuses.All(status => status == CaseStatus.Withdrawn))
            return Withdrawn;
        var granted = Enumerable.Range(0, statuses.Count).Count(n => statuses[n] == CaseStatus.Closed && outcomes[n] == CaseStatus.Granted);
        return granted == statuses.Count ? Granted : granted > 0 ? PartlyGranted : NotGranted;
    }
}

/// <summary>What a step means for those that wait for it.</summary>
internal static class Prerequisites
{
    /// <summary>Granted, and its licence, if it gives one, is there.</summary>
    public static bool IsDone(this CaseFile part) => part.Outcome == CaseStatus.Granted && !part.AwaitsLicence && part.Status != CaseStatus.Revoked;

    /// <summary>It will not be granted any more.</summary>
    public static bool HasFailed(this CaseFile part) =>
        part.Outcome == CaseStatus.Denied || part.Status is CaseStatus.Refused or CaseStatus.Lapsed or CaseStatus.Withdrawn or CaseStatus.Ended or CaseStatus.Revoked;
}
