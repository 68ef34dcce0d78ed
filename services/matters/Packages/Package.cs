namespace GovPlatform.Matters;

/// <summary>一件事: one version of a package. Its statuses and transitions are those of a matter: pure, one revision each, null where the status does not allow it.</summary>
/// <param name="Revision">Counts the changes of this version: its ETag.</param>
/// <param name="Last">Who changed it last, when and why.</param>
internal sealed record Package(Guid Id, string Region, int Version, string Status, int Revision, PackageContent Content, PackageChange Last, DateTime? PublishedAt)
{
    public string Code => Content.Code;

    public static Package Draft(PackageContent content, string region, int version, PackageChange by) =>
        new(Guid.CreateVersion7(), region, version, MatterStatus.Draft, 1, content, by, null);

    public Package? Revise(PackageContent content, PackageChange by) =>
        Status == MatterStatus.Draft ? Become(MatterStatus.Draft, by) with { Content = content } : null;

    public (Package Package, PackagePublished Told)? Publish(PackageChange by) =>
        Status == MatterStatus.Draft ? Opened(Become(MatterStatus.Published, by) with { PublishedAt = by.At }) : null;

    public (Package Package, PackageClosed Told)? Suspend(PackageChange by) =>
        Status == MatterStatus.Published ? Closed(Become(MatterStatus.Suspended, by)) : null;

    public (Package Package, PackagePublished Told)? Resume(PackageChange by) =>
        Status == MatterStatus.Suspended ? Opened(Become(MatterStatus.Published, by)) : null;

    public (Package Package, PackageClosed Told)? Retire(PackageChange by) =>
        Status is MatterStatus.Published or MatterStatus.Suspended ? Closed(Become(MatterStatus.Retired, by)) : null;

    /// <summary>A later version takes its place; the package itself stays open.</summary>
    public Package? Supersede(PackageChange by) =>
        Status is MatterStatus.Published or MatterStatus.Suspended ? Become(MatterStatus.Retired, by) : null;

    private Package Become(string status, PackageChange by) => this with { Status = status, Revision = Revision + 1, Last = by };

    private static (Package, PackagePublished) Opened(Package package) =>
        (package, new(package.Last.At, package.Region, package.Code, package.Version, package.Content.Name, package.Content.LeadDepartment));

    private static (Package, PackageClosed) Closed(Package package) =>
        (package, new(package.Last.At, package.Region, package.Code, package.Version, package.Status));
}

/// <summary>Who changed a package, when, and why.</summary>
internal sealed record PackageChange(Actor By, DateTime At, string? Why = null);

/// <summary>A version of a package as told.</summary>
/// <param name="Status">draft, published, suspended or retired.</param>
/// <param name="Findings">Rules that it breaks, where it was just saved.</param>
internal sealed record PackageView(
    string Region, string Code, int Version, string Status, int Revision, PackageContent Content, DateTime UpdatedAt, DateTime? PublishedAt, IReadOnlyList<Finding> Findings)
{
    public static PackageView Of(Package package, IReadOnlyList<Finding>? findings = null) =>
        new(package.Region, package.Code, package.Version, package.Status, package.Revision, package.Content, package.Last.At, package.PublishedAt,
            [.. (findings ?? []).Select(finding => finding.AsWarning())]);
}
