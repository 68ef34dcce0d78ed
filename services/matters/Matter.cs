namespace GovPlatform.Matters;

/// <summary>事项: one version of what a department does for people. Its transitions are pure; each raises the revision by one and is null where the status does not allow it.</summary>
/// <param name="Code">实施编码, 31 characters.</param>
/// <param name="Version">Version of the matter; a case keeps its own.</param>
/// <param name="Revision">Counts the changes of this version: its ETag.</param>
internal sealed record Matter(
    Guid Id, string Code, int Version, string Status, int Revision, MatterContent Content, DateTime UpdatedAt, DateTime? PublishedAt)
{
    public static Matter Draft(MatterContent content, int version, DateTime now) =>
        new(Guid.CreateVersion7(), content.MatterCode, version, MatterStatus.Draft, 1, content, now, null);

    /// <summary>Only a draft is rewritten: what people applied under stays as it was.</summary>
    public Matter? Revise(MatterContent content, DateTime now) =>
        Status == MatterStatus.Draft ? Become(MatterStatus.Draft, now) with { Content = content } : null;

    public (Matter Matter, MatterPublished Told)? Publish(DateTime now) =>
        Status == MatterStatus.Draft ? Opened(Become(MatterStatus.Published, now) with { PublishedAt = now }) : null;

    public (Matter Matter, MatterClosed Told)? Suspend(DateTime now) =>
        Status == MatterStatus.Published ? Closed(Become(MatterStatus.Suspended, now)) : null;

    public (Matter Matter, MatterPublished Told)? Resume(DateTime now) =>
        Status == MatterStatus.Suspended ? Opened(Become(MatterStatus.Published, now)) : null;

    public (Matter Matter, MatterClosed Told)? Retire(DateTime now) =>
        Status is MatterStatus.Published or MatterStatus.Suspended ? Closed(Become(MatterStatus.Retired, now)) : null;

    /// <summary>A later version takes its place; the matter itself stays open, so nobody is told that it closed.</summary>
    public Matter? Supersede(DateTime now) =>
        Status is MatterStatus.Published or MatterStatus.Suspended ? Become(MatterStatus.Retired, now) : null;

    private Matter Become(string status, DateTime now) => this with { Status = status, Revision = Revision + 1, UpdatedAt = now };

    private static (Matter, MatterPublished) Opened(Matter matter) =>
        (matter, new(matter.UpdatedAt, matter.Code, matter.Version, matter.Content.Name, matter.Content.DepartmentCode));

    private static (Matter, MatterClosed) Closed(Matter matter) =>
        (matter, new(matter.UpdatedAt, matter.Code, matter.Version, matter.Status));
}
