namespace GovPlatform.Intake;

/// <summary>What a case does as part of a package: it waits for other steps, and is released or refused when they have ended.</summary>
internal sealed partial record CaseFile
{
    /// <summary>Steps of its package that must be done before it can be accepted.</summary>
    public string[] WaitsFor { get; init; } = [];

    public bool Waits => WaitsFor.Length > 0;

    /// <summary>A step that it waited for is done; with the last of them the five days to answer begin, unless it is the applicant's turn.</summary>
    public CaseFile? Release(string step, DateTime now)
    {
        if (!WaitsFor.Contains(step) || When(now, Status, CaseStatus.BeforeAcceptance) is not { } next)
            return null;
        var left = next with { WaitsFor = [.. WaitsFor.Where(waited => waited != step)] };
        return Status is CaseStatus.Returned or CaseStatus.SupplementRequested ? left : left with { ClockFrom = left.ClockOn(now) };
    }

    /// <summary>What it waited for will not come: it is refused, whoever's turn it is.</summary>
    public CaseFile? RefuseWaiting(string text, DateTime now) =>
        Waits && When(now, CaseStatus.Refused, CaseStatus.BeforeAcceptance) is { } next
            ? next with { RefusalCode = RefusalReasons.PrerequisiteFailed, Refusal = text, ClockFrom = null } : null;

    /// <summary>催办: the lead department of its package urges it on.</summary>
    public CaseFile? Urge(DateTime now) =>
        When(now, Status, CaseStatus.Submitted, CaseStatus.PreReviewed, CaseStatus.Received, CaseStatus.Accepted, CaseStatus.InApproval, CaseStatus.SentBack, CaseStatus.HandedOver);

    /// <summary>The authority need not answer what cannot be decided yet.</summary>
    private DateOnly? ClockOn(DateTime now) => Waits ? null : ChinaTime.Date(now);
}
