namespace GovPlatform.Intake;

/// <summary>A case (办件): its state and one pure method per transition. A method answers null where the state does not allow it, and raises the version by one.</summary>
internal sealed partial record CaseFile
{
    public Guid Id { get; init; }
    public string Region { get; init; } = "";
    public string? Number { get; init; }
    public string Status { get; init; } = CaseStatus.Draft;
    public int Version { get; init; }
    public string Channel { get; init; } = "web";
    public string Delivery { get; init; } = Ways.Counter;
    public Guid AccountId { get; init; }
    public ApplicantRef Applicant { get; init; } = null!;
    /// <summary>Keyed hash of the applicant's number; where null, a loop fills it.</summary>
    public string? ApplicantKey { get; init; }
    public AgentRef? Agent { get; init; }
    public string MatterCode { get; init; } = "";
    public MatterRef Matter { get; init; } = null!;
    /// <summary>Answers to the matter's situations, question=option,…: they have chosen the material list.</summary>
    public string Answers { get; init; } = "";
    /// <summary>What the application is about where one person may have several: a shop, a vehicle, a site.</summary>
    public string? Object { get; init; }
    /// <summary>投资项目编号, where it is part of an investment project.</summary>
    public string? ProjectCode { get; init; }
    public string FormSealed { get; init; } = "";
    public string Mode { get; init; } = CaseMode.Ordinary;
    public string? ReceiptNumber { get; init; }
    /// <summary>The legal day from which the authority has five working days to answer; null while that clock stands.</summary>
    public DateOnly? ClockFrom { get; init; }
    /// <summary>One-time notices given so far; there should be one at most.</summary>
    public int Notices { get; init; }
    public DateOnly? SupplementDue { get; init; }
    public DateOnly? AcceptedOn { get; init; }
    public DateOnly? PromisedDue { get; init; }
    public DateOnly? StatutoryDue { get; init; }
    /// <summary>容缺: last day for the materials that are handed in later.</summary>
    public DateOnly? DeferralDue { get; init; }
    public bool Provisional { get; init; }
    public int ApprovalVersion { get; init; }
    public string? Outcome { get; init; }
    public string? Opinion { get; init; }
    public string? Refusal { get; init; }
    public string? RefusalCode { get; init; }
    /// <summary>Why approval has been asked to end the case, until it answers: withdrawn or deferral-not-kept.</summary>
    public string? EndRequested { get; init; }
    public string? EndedReason { get; init; }
    public Guid? RefiledFrom { get; init; }
    public Guid? PackageId { get; init; }
    public string? PackageItem { get; init; }
    /// <summary>Where it was received; null is the county hall. The owner stays the matter's department.</summary>
    public HallRef? ReceivedDesk { get; init; }
    public Guid? CertificateId { get; init; }
    public string? LicenceId { get; init; }
    /// <summary>The clerk who has it in hand until then; the time is the machine's.</summary>
    public Guid? HandledBy { get; init; }
    public DateTime? HandledUntil { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }

    /// <summary>Opened by a member of staff for somebody: such a draft is the counter's own.</summary>
    public bool IsFiledByStaff => Channels.OfStaff.Contains(Channel);

    /// <summary>A grant that issues a licence is not handed out before the licence is there.</summary>
    public bool AwaitsLicence => Outcome == CaseStatus.Granted && Matter.LicenceType is not null && LicenceId is null;

    public CaseFile? Revise(string formSealed, DateTime now) =>
        When(now, Status, CaseStatus.Draft, CaseStatus.Returned, CaseStatus.SupplementRequested) is { } next ? next with { FormSealed = formSealed } : null;

    /// <summary>当场更正: the counter corrects on the spot what can be corrected there (行政许可法 art. 32).</summary>
    public CaseFile? Correct(string formSealed, DateTime now) =>
        When(now, CaseStatus.Received, CaseStatus.Received) is { } next ? next with { FormSealed = formSealed } : null;

    /// <summary>Handed in online: the five days to answer run from today.</summary>
    public CaseFile? Submit(string number, DateTime now) =>
        When(now, CaseStatus.Submitted, CaseStatus.Draft) is { } next ? next with { Number = number, ClockFrom = ClockOn(now) } : null;

    /// <summary>预审通过.</summary>
    public CaseFile? PreReview(DateTime now) => When(now, CaseStatus.PreReviewed, CaseStatus.Submitted);

    /// <summary>预审退回: it tells everything at once, and so is the one notice of art. 32.</summary>
    public CaseFile? Return(DateOnly due, DateTime now) =>
        When(now, CaseStatus.Returned, CaseStatus.Submitted) is { } next ? next with { SupplementDue = due, Notices = Notices + 1, ClockFrom = null } : null;

    public CaseFile? Resubmit(DateTime now) =>
        When(now, CaseStatus.Submitted, CaseStatus.Returned) is { } next ? next with { SupplementDue = null, ClockFrom = ClockOn(now) } : null;

    /// <summary>The counter takes the materials in: an online application, or at the desk a draft of its own, whose five days begin now.</summary>
    public CaseFile? Receive(string number, string receiptNumber, DateTime now) =>
        (IsFiledByStaff && PackageId is null) || Status != CaseStatus.Draft
            ? When(now, CaseStatus.Received, CaseStatus.Submitted, CaseStatus.PreReviewed, CaseStatus.Draft) is { } next
                ? next with { Number = Number ?? number, ReceiptNumber = receiptNumber, ClockFrom = ClockFrom ?? ClockOn(now) } : null
            : null;

    /// <summary>One notice names everything that is missing (行政许可法 art. 32).</summary>
    public CaseFile? RequestSupplement(DateOnly due, DateTime now) =>
        When(now, CaseStatus.SupplementRequested, CaseStatus.Received) is { } next ? next with { SupplementDue = due, Notices = Notices + 1, ClockFrom = null } : null;

    public CaseFile? Supply(DateTime now) =>
        When(now, CaseStatus.Received, CaseStatus.SupplementRequested) is { } next ? next with { SupplementDue = null, ClockFrom = ClockOn(now) } : null;

    /// <summary>受理: the clocks run from the next working day (行政许可法 art. 42 and 82).</summary>
    public CaseFile? Accept(WorkingDays days, DateTime now) =>
        !Waits && When(now, CaseStatus.Accepted, CaseStatus.Received) is { } next ? next.Accepted(ChinaTime.Date(now), days) : null;

    /// <summary>Nobody answered in five working days: accepted by law, from the day of receipt (行政许可法 art. 32).</summary>
    public CaseFile? DeemAccepted(WorkingDays days, DateTime now) =>
        ClockFrom is { } from && days.Add(from, AnswerWithin) < ChinaTime.Date(now)
            && When(now, CaseStatus.Accepted, CaseStatus.Submitted, CaseStatus.PreReviewed, CaseStatus.Received) is { } next ? next.Accepted(from, days) : null;

    /// <summary>Working days that the authority has to say what is missing.</summary>
    public const int AnswerWithin = 5;

    /// <summary>The last day of those five; null while that clock stands.</summary>
    public DateOnly? RespondBy(WorkingDays days) => ClockFrom is { } from ? days.Add(from, AnswerWithin) : null;

    public CaseFile? Refuse(string code, string text, DateTime now) =>
        When(now, CaseStatus.Refused, CaseStatus.Submitted, CaseStatus.PreReviewed, CaseStatus.Received) is { } next
            ? next with { RefusalCode = code, Refusal = text, ClockFrom = null } : null;

    /// <summary>逾期未补正: the applicant's time has passed.</summary>
    public CaseFile? Lapse(DateTime now) =>
        SupplementDue < ChinaTime.Date(now) ? When(now, CaseStatus.Lapsed, CaseStatus.Returned, CaseStatus.SupplementRequested) : null;

    public CaseFile? Withdraw(DateTime now) =>
        When(now, CaseStatus.Withdrawn, [CaseStatus.Draft, .. CaseStatus.BeforeAcceptance]) is { } next
            ? next with { ClockFrom = null } : null;

    /// <summary>After acceptance the case is approval's: it is asked to end it, once.</summary>
    public CaseFile? RequestEnd(string reason, DateTime now) =>
        EndRequested is null && When(now, Status, CaseStatus.Accepted, CaseStatus.InApproval, CaseStatus.SentBack) is { } next ? next with { EndRequested = reason } : null;

    /// <summary>终止: approval has ended it before any decision.</summary>
    public CaseFile? End(ApprovalEnded told, DateTime now) =>
        told.Version > ApprovalVersion && When(now, CaseStatus.Ended, CaseStatus.Accepted, CaseStatus.InApproval, CaseStatus.SentBack) is { } next
            ? next with { ApprovalVersion = told.Version, EndedReason = told.Reason, EndRequested = null } : null;

    /// <summary>approval has taken the case up; what is told late or twice changes nothing.</summary>
    public CaseFile? StartApproval(int approvalVersion, DateTime now) =>
        approvalVersion > ApprovalVersion && When(now, CaseStatus.InApproval, CaseStatus.Accepted) is { } next ? next with { ApprovalVersion = approvalVersion } : null;

    /// <summary>退回窗口: the department sends it back to the counter; the clocks run on.</summary>
    public CaseFile? SendBack(CaseSentBack told, DateTime now) =>
        told.Version > ApprovalVersion && When(now, CaseStatus.SentBack, CaseStatus.Accepted, CaseStatus.InApproval) is { } next ? next with { ApprovalVersion = told.Version } : null;

    /// <summary>The counter has put right what was sent back.</summary>
    public CaseFile? HandInAgain(DateTime now) => When(now, CaseStatus.InApproval, CaseStatus.SentBack);

    /// <summary>Mirrors the decision, also where what came before has not been heard of yet.</summary>
    public CaseFile? Decide(DecisionMade decision, DateTime now) =>
        decision.Version > ApprovalVersion && When(now, decision.Outcome, CaseStatus.Accepted, CaseStatus.InApproval, CaseStatus.SentBack) is { } next
            ? next with { ApprovalVersion = decision.Version, Outcome = decision.Outcome, Opinion = decision.Opinion, EndRequested = null } : null;

    /// <summary>It tells the decision too, and so stands where that has not been heard of.</summary>
    public CaseFile? HandOver(ResultHandedOver told, DateTime now) =>
        told.Version > ApprovalVersion && When(now, CaseStatus.HandedOver, CaseStatus.Accepted, CaseStatus.InApproval, CaseStatus.SentBack, CaseStatus.Granted, CaseStatus.Denied) is { } next
            ? next with { ApprovalVersion = told.Version, Outcome = told.Outcome, Opinion = told.Opinion, EndRequested = null } : null;

    /// <summary>The issuing counter has the result in its hands and signs for it.</summary>
    public CaseFile? TakeIn(DateTime now) => AwaitsLicence ? null : When(now, CaseStatus.Ready, CaseStatus.HandedOver);

    public CaseFile? Deliver(DateTime now) => When(now, CaseStatus.Delivered, CaseStatus.Ready);

    public CaseFile? Close(DateTime now) => When(now, CaseStatus.Closed, CaseStatus.Delivered);

    /// <summary>撤销: what was granted on a false commitment is revoked (国办发〔2020〕42号).</summary>
    public CaseFile? Revoke(DateTime now) =>
        Outcome == CaseStatus.Granted && Mode == CaseMode.Commitment
            ? When(now, CaseStatus.Revoked, CaseStatus.Granted, CaseStatus.HandedOver, CaseStatus.Ready, CaseStatus.Delivered, CaseStatus.Closed) : null;

    /// <summary>The licence belongs to the case whatever its state: it may be told before the decision is, but not before the acceptance.</summary>
    public CaseFile? Attach(CertificateIssued licence, DateTime now) =>
        LicenceId is null && When(now, Status, CaseStatus.Accepted, CaseStatus.InApproval, CaseStatus.SentBack, CaseStatus.Granted, CaseStatus.HandedOver,
            CaseStatus.Ready, CaseStatus.Delivered, CaseStatus.Closed, CaseStatus.Revoked) is { } next
            ? next with { CertificateId = licence.CertificateId, LicenceId = licence.LicenceId } : null;

    private CaseFile Accepted(DateOnly on, WorkingDays days)
    {
        var promised = days.Due(on, Matter.PromisedDays, Matter.PromisedUnit);
        DateOnly? statutory = Matter.StatutoryDays is { } limit ? days.DueByLaw(on, limit, Matter.StatutoryUnit) : null;
        return (this with { AcceptedOn = on, PromisedDue = promised, StatutoryDue = statutory, Provisional = days.IsProvisional(statutory ?? promised), ClockFrom = null }).WithGreenDue(on, days);
    }

    private CaseFile? When(DateTime now, string next, params ReadOnlySpan<string> from) => from.Contains(Status) ? Become(next, now) : null;

    private CaseFile Become(string status, DateTime now) => this with { Status = status, Version = Version + 1, UpdatedAt = now };
}
