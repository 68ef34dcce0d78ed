namespace GovPlatform.Intake;

/// <summary>A case (办件): its state and one pure method per transition. A method answers null where the state does not allow it, and raises the version by one.</summary>
internal sealed record CaseFile
{
    public Guid Id { get; init; }
    public string Region { get; init; } = "";
    public string? Number { get; init; }
    public string Status { get; init; } = CaseStatus.Draft;
    public int Version { get; init; }
    public string Channel { get; init; } = "web";
    public string Delivery { get; init; } = "counter";
    public Guid AccountId { get; init; }
    public ApplicantRef Applicant { get; init; } = null!;
    public string MatterCode { get; init; } = "";
    public MatterRef Matter { get; init; } = null!;
    public string FormSealed { get; init; } = "";
    public string? ReceiptNumber { get; init; }
    public DateOnly? SupplementDue { get; init; }
    public DateOnly? AcceptedOn { get; init; }
    public DateOnly? PromisedDue { get; init; }
    public DateOnly? StatutoryDue { get; init; }
    public bool Provisional { get; init; }
    public int ApprovalVersion { get; init; }
    public string? Outcome { get; init; }
    public string? Opinion { get; init; }
    public string? Refusal { get; init; }
    public Guid? CertificateId { get; init; }
    public string? LicenceId { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }

    /// <summary>A grant that issues a licence is not handed out before the licence is there.</summary>
    public bool AwaitsLicence => Outcome == CaseStatus.Granted && Matter.LicenceType is not null && LicenceId is null;

    public CaseFile? Revise(string formSealed, string delivery, DateTime now) =>
        When(now, CaseStatus.Draft, CaseStatus.Draft) is { } next ? next with { FormSealed = formSealed, Delivery = delivery } : null;

    public CaseFile? Submit(string number, DateTime now) =>
        When(now, CaseStatus.Submitted, CaseStatus.Draft) is { } next ? next with { Number = number } : null;

    /// <summary>The counter takes the materials in: an online application, or at the desk a draft of its own.</summary>
    public CaseFile? Receive(string number, string receiptNumber, DateTime now) =>
        Channel == "counter" || Status == CaseStatus.Submitted
            ? When(now, CaseStatus.Received, CaseStatus.Submitted, CaseStatus.Draft) is { } next ? next with { Number = Number ?? number, ReceiptNumber = receiptNumber } : null
            : null;

    /// <summary>One notice names everything that is missing (行政许可法 art. 32).</summary>
    public CaseFile? RequestSupplement(DateOnly due, DateTime now) =>
        When(now, CaseStatus.SupplementRequested, CaseStatus.Received) is { } next ? next with { SupplementDue = due } : null;

    public CaseFile? Supply(DateTime now) =>
        When(now, CaseStatus.Received, CaseStatus.SupplementRequested) is { } next ? next with { SupplementDue = null } : null;

    /// <summary>受理: the clocks run from the next working day (行政许可法 art. 42 and 82).</summary>
    public CaseFile? Accept(WorkingDays days, DateTime now)
    {
        if (When(now, CaseStatus.Accepted, CaseStatus.Received) is not { } next)
            return null;
        var on = ChinaTime.Date(now);
        var promised = days.Due(on, Matter.PromisedDays, Matter.PromisedUnit);
        DateOnly? statutory = Matter.StatutoryDays is { } limit ? days.DueByLaw(on, limit, Matter.StatutoryUnit) : null;
        return next with { AcceptedOn = on, PromisedDue = promised, StatutoryDue = statutory, Provisional = days.IsProvisional(statutory ?? promised) };
    }

    public CaseFile? Refuse(string reason, DateTime now) =>
        When(now, CaseStatus.Refused, CaseStatus.Submitted, CaseStatus.Received) is { } next ? next with { Refusal = reason } : null;

    public CaseFile? Withdraw(DateTime now) =>
        When(now, CaseStatus.Withdrawn, CaseStatus.Draft, CaseStatus.Submitted, CaseStatus.Received, CaseStatus.SupplementRequested);

    /// <summary>approval has taken the case up; what is told late or twice changes nothing.</summary>
    public CaseFile? StartApproval(int approvalVersion, DateTime now) =>
        approvalVersion > ApprovalVersion && When(now, CaseStatus.InApproval, CaseStatus.Accepted) is { } next ? next with { ApprovalVersion = approvalVersion } : null;

    /// <summary>Mirrors the decision, also where the start of the approval has not been heard of yet.</summary>
    public CaseFile? Decide(DecisionMade decision, DateTime now) =>
        decision.Version > ApprovalVersion && When(now, decision.Outcome, CaseStatus.Accepted, CaseStatus.InApproval) is { } next
            ? next with { ApprovalVersion = decision.Version, Outcome = decision.Outcome, Opinion = decision.Opinion } : null;

    /// <summary>It tells the decision too, and so stands where that has not been heard of.</summary>
    public CaseFile? HandOver(ResultHandedOver told, DateTime now) =>
        told.Version > ApprovalVersion && When(now, CaseStatus.HandedOver, CaseStatus.Accepted, CaseStatus.InApproval, CaseStatus.Granted, CaseStatus.Denied) is { } next
            ? next with { ApprovalVersion = told.Version, Outcome = told.Outcome, Opinion = told.Opinion } : null;

    /// <summary>The issuing counter has the result in its hands and signs for it.</summary>
    public CaseFile? TakeIn(DateTime now) => AwaitsLicence ? null : When(now, CaseStatus.Ready, CaseStatus.HandedOver);

    public CaseFile? Deliver(DateTime now) => When(now, CaseStatus.Delivered, CaseStatus.Ready);

    public CaseFile? Close(DateTime now) => When(now, CaseStatus.Closed, CaseStatus.Delivered);

    /// <summary>The licence belongs to the case whatever its state: it may be told before the decision is.</summary>
    public CaseFile? Attach(CertificateIssued licence, DateTime now) =>
        LicenceId is null ? Become(Status, now) with { CertificateId = licence.CertificateId, LicenceId = licence.LicenceId } : null;

    private CaseFile? When(DateTime now, string next, params ReadOnlySpan<string> from) => from.Contains(Status) ? Become(next, now) : null;

    private CaseFile Become(string status, DateTime now) => this with { Status = status, Version = Version + 1, UpdatedAt = now };
}
