namespace GovPlatform.Matters;

/// <summary>事项: one version of what a department does for people. Its transitions are pure; each raises the revision by one and is null where the status does not allow it.</summary>
/// <param name="Code">实施编码, 31 characters.</param>
/// <param name="Version">Version of the matter; a case keeps its own.</param>
/// <param name="Revision">Counts the changes of this version: its ETag.</param>
internal sealed record Matter(
    Guid Id, string Code, int Version, string Status, int Revision, MatterContent Content, DateTime UpdatedAt, DateTime? PublishedAt)
{
    /// <summary>Who wrote it as it stands.</summary>
    public Actor? Author { get; init; }

    /// <summary>Who said that it is to be published.</summary>
    public Actor? Publisher { get; init; }

    /// <summary>The legal day from which people apply under it.</summary>
    public DateOnly? EffectiveOn { get; init; }

    /// <summary>The legal day from which the matter takes no new case.</summary>
    public DateOnly? RetireOn { get; init; }

    public static Matter Draft(MatterContent content, int version, Actor by, DateTime now) =>
        new(Guid.CreateVersion7(), content.MatterCode, version, MatterStatus.Draft, 1, content, now, null) { Author = by };

    /// <summary>Only a draft is rewritten: what people applied under stays as it was.</summary>
    public Matter? Revise(MatterContent content, Actor by, DateTime now) =>
        Status == MatterStatus.Draft ? Become(MatterStatus.Draft, now) with { Content = content, Author = by } : null;

    public (Matter Matter, MatterPublished Told)? Publish(Actor by, DateTime now) =>
        Status == MatterStatus.Draft ? Opened(Become(MatterStatus.Published, now) with { PublishedAt = now, Publisher = by, EffectiveOn = ChinaTime.Date(now) }) : null;

    /// <summary>To be published on a later day.</summary>
    public Matter? Schedule(DateOnly on, Actor by, DateTime now) =>
        Status == MatterStatus.Draft && on > ChinaTime.Date(now) ? Become(MatterStatus.Scheduled, now) with { EffectiveOn = on, Publisher = by } : null;

    /// <summary>Taken back before its day.</summary>
    public Matter? Unschedule(DateTime now) =>
        Status == MatterStatus.Scheduled ? Become(MatterStatus.Draft, now) with { EffectiveOn = null, Publisher = null } : null;

    /// <summary>Its day has come.</summary>
    public (Matter Matter, MatterPublished Told)? TakeEffect(DateTime now) =>
        Status == MatterStatus.Scheduled && EffectiveOn <= ChinaTime.Date(now) ? Opened(Become(MatterStatus.Published, now) with { PublishedAt = now }) : null;

    public (Matter Matter, MatterClosed Told)? Suspend(DateTime now) =>
        Status == MatterStatus.Published ? Closed(Become(MatterStatus.Suspended, now)) : null;

    public (Matter Matter, MatterPublished Told)? Resume(DateTime now) =>
        Status == MatterStatus.Suspended ? Opened(Become(MatterStatus.Published, now)) : null;

    public (Matter Matter, MatterClosed Told)? Retire(DateTime now) =>
        IsCurrent ? Closed(Become(MatterStatus.Retired, now) with { RetireOn = ChinaTime.Date(now) }) : null;

    /// <summary>To be retired on a later day; until then nothing changes.</summary>
    public Matter? PlanRetirement(DateOnly on, DateTime now) =>
        IsCurrent && on > ChinaTime.Date(now) ? Become(Status, now) with { RetireOn = on } : null;

    /// <summary>The planned retirement is taken back.</summary>
    public Matter? Keep(DateTime now) =>
        IsCurrent && RetireOn is not null ? Become(Status, now) with { RetireOn = null } : null;

    /// <summary>A later version takes its place; the matter itself stays open, so nobody is told that it closed.</summary>
    public Matter? Supersede(DateTime now) =>
        IsCurrent ? Become(MatterStatus.Retired, now) : null;

    /// <summary>A retirement that was planned is the matter's, and so goes on to the version that takes <paramref name="before"/>'s place.</summary>
    public Matter After(Matter? before) => before?.RetireOn > EffectiveOn ? this with { RetireOn = before.RetireOn } : this;

    private bool IsCurrent => Status is MatterStatus.Published or MatterStatus.Suspended;

    private Matter Become(string status, DateTime now) => this with { Status = status, Revision = Revision + 1, UpdatedAt = now };

    private static (Matter, MatterPublished) Opened(Matter matter) =>
        (matter, new(matter.UpdatedAt, matter.Code, matter.Version, matter.Content.Name, matter.Content.DepartmentCode));

    private static (Matter, MatterClosed) Closed(Matter matter) =>
        (matter, new(matter.UpdatedAt, matter.Code, matter.Version, matter.Status));
}
