namespace GovPlatform.Intake;

/// <summary>绿色通道 of a case: asked for, opened or declined, and its own clock. Its state and its place in the queue stay.</summary>
internal sealed partial record CaseFile
{
    /// <summary>It may tell of a person: who is ill, and of what.</summary>
    public string? GreenReasonSealed { get; init; }
    /// <summary>Its own limit in the unit of the promised one.</summary>
    public int? GreenDays { get; init; }
    public Guid? GreenRequestedBy { get; init; }
    public DateTime? GreenRequestedAt { get; init; }
    public DateTime? GreenSince { get; init; }
    /// <summary>Its own last day, not after the promised one.</summary>
    public DateOnly? GreenDue { get; init; }

    /// <summary>Asked for once at a time; what was declined may be asked for again.</summary>
    public CaseFile? RequestGreen(string reasonSealed, int? days, Guid by, DateTime now) => GreenRequestedAt is not null || !CaseStatus.Undecided.Contains(Status) ? null
        : this with { GreenReasonSealed = reasonSealed, GreenDays = days, GreenRequestedBy = by, GreenRequestedAt = now, Version = Version + 1 };

    /// <summary>It waits for an answer.</summary>
    public bool AsksForGreen => GreenRequestedAt is not null && GreenSince is null && CaseStatus.Undecided.Contains(Status);

    public CaseFile? OpenGreen(WorkingDays days, DateTime now) =>
        AsksForGreen ? (this with { GreenSince = now, Version = Version + 1 }).WithGreenDue(ChinaTime.Date(now), days) : null;

    public CaseFile? DeclineGreen() =>
        AsksForGreen ? this with { GreenReasonSealed = null, GreenDays = null, GreenRequestedBy = null, GreenRequestedAt = null, Version = Version + 1 } : null;

    /// <summary>From the acceptance, or from the opening after that; half of the promised limit where nothing else was asked for.</summary>
    private CaseFile WithGreenDue(DateOnly from, WorkingDays days)
    {
        if (GreenSince is null || PromisedDue is not { } promised)
            return this;
        var own = days.Due(from, GreenDays ?? Math.Max(1, Matter.PromisedDays / 2), Matter.PromisedUnit);
        return this with { GreenDue = own < promised ? own : promised };
    }
}
