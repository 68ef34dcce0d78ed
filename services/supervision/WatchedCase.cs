namespace GovPlatform.Supervision;

/// <summary>
/// A case as its events tell it. Each method takes one event in whatever order they come: facts are kept, and the stage moves
/// only forward, by rank and then by time, so that a late event adds what it knows and changes nothing back.
/// </summary>
internal sealed record WatchedCase
{
    public Guid Id { get; init; }
    public string CaseNumber { get; init; } = "";
    public string? MatterCode { get; init; }
    public string? MatterName { get; init; }
    public string? DepartmentCode { get; init; }
    public string? DepartmentName { get; init; }
    public string Stage { get; init; } = Supervision.Stage.Submitted;
    public DateTime StageAt { get; init; } = DateTime.UnixEpoch;
    public string? Outcome { get; init; }
    /// <summary>Last day of the counter's or the applicant's step before acceptance.</summary>
    public DateOnly? StepDue { get; init; }
    public DateOnly? PromisedDue { get; init; }
    public DateOnly? StatutoryDue { get; init; }
    public DateOnly? DeliveryDue { get; init; }
    public bool Provisional { get; init; }
    public DateOnly? AcceptedOn { get; init; }
    public DateOnly? DecidedOn { get; init; }
    public DateOnly? HandedOverOn { get; init; }
    public DateOnly? ClosedOn { get; init; }
    public int? Satisfaction { get; init; }
    /// <summary>绿色通道 has been opened.</summary>
    public bool Green { get; init; }
    /// <summary>Its own last day, until the result is handed over.</summary>
    public DateOnly? GreenDue { get; init; }
    public int Version { get; init; }

    public string Clock => Supervision.Stage.Clock(Stage);

    /// <summary>The day that the running clock ends, for a closed case the one it was held to; far off while the event that tells it has not come.</summary>
    public DateOnly Due => Clock switch
    {
        "promised" => PromisedDue,
        "delivery" => DeliveryDue,
        "none" => PromisedDue ?? StepDue,
        _ => StepDue,
    } ?? DateOnly.MaxValue;

    public bool IsClosed => Stage == Supervision.Stage.Closed;

    /// <summary>Of a closed case: whether the department had its result handed over inside the promised time, or the counter its answer given.</summary>
    public bool? InTime => !IsClosed ? null : Outcome is "withdrawn" or "lapsed" or "ended" || (HandedOverOn ?? DecidedOn ?? ClosedOn) <= Due;

    public WatchedCase Hear(CaseSubmitted e, WorkingDays days) =>
        Of(e.Matter).Advance(Supervision.Stage.Submitted, e.At, days.Add(ChinaTime.Date(e.At), 2));

    public WatchedCase Hear(CaseReceived e, WorkingDays days) =>
        Of(e.Matter).Advance(Supervision.Stage.Received, e.At, e.RespondBy ?? days.Add(ChinaTime.Date(e.At), 5));

    public WatchedCase Hear(CasePreReviewed e) =>
        (this with { MatterName = MatterName ?? e.MatterName }).Advance(Supervision.Stage.PreReviewed, e.At, e.RespondBy);

    public WatchedCase Hear(SupplementRequested e) =>
        (this with { MatterName = MatterName ?? e.MatterName }).Advance(Supervision.Stage.SupplementRequested, e.At, e.Due);

    public WatchedCase Hear(SupplementSupplied e, WorkingDays days) =>
        Advance(Supervision.Stage.Received, e.At, days.Add(ChinaTime.Date(e.At), 5));

    public WatchedCase Hear(CaseAccepted e) =>
        (Of(e.Matter) with { AcceptedOn = e.AcceptedOn, PromisedDue = e.PromisedDue, StatutoryDue = e.StatutoryDue, Provisional = e.Provisional, Green = Green || e.GreenDue is not null, GreenDue = e.GreenDue ?? GreenDue })
        .Advance(Supervision.Stage.Accepted, e.At);

    public WatchedCase Hear(GreenChannelOpened e) => Of(e.Matter) with { Green = true, GreenDue = GreenDue ?? e.GreenDue };

    public WatchedCase Hear(CaseRefused e) => (this with { MatterName = MatterName ?? e.MatterName }).Close("refused", e.At);

    public WatchedCase Hear(CaseWithdrawn e) => (this with { MatterName = MatterName ?? e.MatterName }).Close("withdrawn", e.At);

    public WatchedCase Hear(CaseLapsed e) => (this with { MatterName = MatterName ?? e.MatterName }).Close("lapsed", e.At);

    public WatchedCase Hear(ApprovalEnded e) => Of(e.Matter).Close("ended", e.At);

    public WatchedCase Hear(ApprovalStarted e) => Advance(Supervision.Stage.InApproval, e.At);

    public WatchedCase Hear(DecisionMade e) =>
        (Of(e.Matter) with { Outcome = e.Outcome, DecidedOn = ChinaTime.Date(e.At) }).Advance(Supervision.Stage.Decided, e.At);

    /// <summary>行政许可法 art. 44: ten working days to deliver.</summary>
    public WatchedCase Hear(ResultHandedOver e, WorkingDays days) =>
        (this with { HandedOverOn = ChinaTime.Date(e.At), DeliveryDue = days.Add(ChinaTime.Date(e.At), 10) }).Advance(Supervision.Stage.HandedOver, e.At);

    public WatchedCase Hear(CaseDelivered e) => Advance(Supervision.Stage.Delivered, e.At);

    /// <summary>The promised day is worked out where the acceptance has not been heard of.</summary>
    public WatchedCase Hear(CaseClosed e, WorkingDays days) =>
        (Of(e.Matter) with { AcceptedOn = e.AcceptedOn, PromisedDue = PromisedDue ?? days.Due(e.AcceptedOn, e.Matter.PromisedDays, e.Matter.PromisedUnit) }).Close(e.Outcome, e.At);

    public WatchedCase Hear(RatingSubmitted e) => this with { Satisfaction = e.Satisfaction };

    private WatchedCase Of(MatterRef matter) =>
        this with { MatterCode = matter.Code, MatterName = matter.Name, DepartmentCode = matter.DepartmentCode, DepartmentName = matter.DepartmentName };

    private WatchedCase Close(string outcome, DateTime at) => (this with { Outcome = outcome, ClosedOn = ChinaTime.Date(at) }).Advance(Supervision.Stage.Closed, at);

    private WatchedCase Advance(string stage, DateTime at, DateOnly? stepDue = null) =>
        (Supervision.Stage.Rank(stage), at).CompareTo((Supervision.Stage.Rank(Stage), StageAt)) > 0
            ? this with { Stage = stage, StageAt = at, StepDue = stepDue ?? StepDue }
            : this with { StepDue = StepDue ?? stepDue };
}
