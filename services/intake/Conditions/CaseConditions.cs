namespace GovPlatform.Intake;

/// <summary>The arrows of 容缺受理 and 告知承诺.</summary>
internal sealed partial record CaseFile
{
    /// <summary>The counter offers that some materials come later.</summary>
    public CaseFile? Defer(DateTime now) => Mode == CaseMode.Ordinary ? When(now, CaseStatus.Received, CaseStatus.Received) : null;

    /// <summary>The applicant signs a letter: of 容缺 once it is offered, of 告知承诺 any time before acceptance.</summary>
    public CaseFile? Sign(string letter, DateTime now) => letter == Letter.OfDeferral
        ? When(now, CaseStatus.Received, CaseStatus.Received)
        : When(now, Status, [CaseStatus.Draft, .. CaseStatus.BeforeAcceptance]);

    /// <summary>Accepted without what comes later: by the day, and never after the promised one.</summary>
    public CaseFile Deferred(DateOnly due) => this with { Mode = CaseMode.Deferred, DeferralDue = due < PromisedDue ? due : PromisedDue };

    /// <summary>All that was to come later is there.</summary>
    public CaseFile? SupplyDeferred(DateTime now) =>
        DeferralDue is not null && When(now, Status, CaseStatus.Accepted, CaseStatus.InApproval, CaseStatus.SentBack) is { } next ? next with { DeferralDue = null } : null;

    /// <summary>Content that was found infected after the acceptance is replaced.</summary>
    public CaseFile? ReplaceInfected(DateTime now) => When(now, Status, CaseStatus.Accepted, CaseStatus.InApproval);

    /// <summary>容缺 not kept: approval is asked to end the case.</summary>
    public CaseFile? BreakDeferral(DateTime now) => DeferralDue < ChinaTime.Date(now) ? RequestEnd("deferral-not-kept", now) : null;

    /// <summary>事后核查: what was granted on a commitment is as promised; where it is not, see <see cref="Revoke"/>.</summary>
    public CaseFile? Check(DateTime now) => Outcome == CaseStatus.Granted && Mode == CaseMode.Commitment
        ? When(now, Status, CaseStatus.Granted, CaseStatus.HandedOver, CaseStatus.Ready, CaseStatus.Delivered, CaseStatus.Closed) : null;
}
