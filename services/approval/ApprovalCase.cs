namespace GovPlatform.Approval;

/// <summary>Statuses of an approval, as stored and as answered.</summary>
internal static class ApprovalStatus
{
    public const string Open = "open";
    public const string Claimed = "claimed";
    public const string SentBack = "sent-back";
    public const string Granted = "granted";
    public const string Denied = "denied";
    public const string HandedOver = "handed-over";
    public const string Ended = "ended";
}

/// <summary>
/// The department's work on one accepted case. Each transition is pure, takes the time, raises the version by one,
/// and answers null where the state does not allow it.
/// </summary>
internal sealed record ApprovalCase
{
    public required string Region { get; init; }
    public Guid CaseId { get; init; }
    public required string CaseNumber { get; init; }
    public required string Status { get; init; }
    public int Version { get; init; }
    public required string DepartmentCode { get; init; }
    public required MatterRef Matter { get; init; }
    public required ApplicantRef Applicant { get; init; }
    public required IReadOnlyList<MaterialRef> Materials { get; init; }
    /// <summary>Version of the case that told them; 0 from the acceptance.</summary>
    public int MaterialsVersion { get; init; }
    public required string Delivery { get; init; }
    public DateOnly AcceptedOn { get; init; }
    public DateOnly PromisedDue { get; init; }
    public DateOnly? StatutoryDue { get; init; }
    public bool Provisional { get; init; }
    public DateTime OpenedAt { get; init; }
    public Guid? ClaimedBy { get; init; }
    public string? ClaimedByName { get; init; }
    public DateTime? ClaimedAt { get; init; }
    public string? Outcome { get; init; }
    public string? Opinion { get; init; }
    public string? Conditions { get; init; }
    public string? LegalBasis { get; init; }
    public string? Remedies { get; init; }
    /// <summary>Null where rules decided.</summary>
    public Guid? DecidedBy { get; init; }
    public string? DecidedByName { get; init; }
    public DateTime? DecidedAt { get; init; }
    public Guid? HandedOverBy { get; init; }
    public DateTime? HandedOverAt { get; init; }
    public IReadOnlyList<RuleOutcome>? Rules { get; init; }
    public string? SentBackReason { get; init; }
    public string? EndedReason { get; init; }
    /// <summary>容缺: until the materials that come later are there, nothing is granted; null where none are awaited.</summary>
    public DateOnly? DeferralDue { get; init; }
    /// <summary>ordinary, deferred (容缺受理) or commitment (告知承诺).</summary>
    public string Mode { get; init; } = "ordinary";
    /// <summary>绿色通道: its own last day; null where it is not open.</summary>
    public DateOnly? GreenDue { get; init; }

    /// <summary>False once the department has decided, or has nothing to decide.</summary>
    public bool IsUndecided => Status is ApprovalStatus.Open or ApprovalStatus.Claimed or ApprovalStatus.SentBack;

    public static (ApprovalCase, ApprovalStarted) Start(CaseAccepted told, string region, DateTime now)
    {
        var started = new ApprovalCase
        {
            Region = region, CaseId = told.CaseId, CaseNumber = told.CaseNumber, Status = ApprovalStatus.Open, Version = 1,
            DepartmentCode = told.Matter.DepartmentCode, Matter = told.Matter, Applicant = told.Applicant, Materials = told.Materials, Delivery = told.Delivery,
            AcceptedOn = told.AcceptedOn, PromisedDue = told.PromisedDue, StatutoryDue = told.StatutoryDue, Provisional = told.Provisional, OpenedAt = now,
            GreenDue = told.GreenDue,
            DeferralDue = told.Materials.Any(material => material.Deferred) ? told.DeferralDue : null, Mode = told.Mode,
        };
        return (started, new(started.CaseId, started.CaseNumber, now, started.DepartmentCode, started.Version));
    }

    public ApprovalCase? Claim(Guid by, string name, DateTime now) => Status != ApprovalStatus.Open ? null : this with
    {
        Status = ApprovalStatus.Claimed,
        ClaimedBy = by,
        ClaimedByName = name,
        ClaimedAt = now,
        Version = Version + 1,
    };

    public ApprovalCase? Release(Guid by) => !IsClaimedBy(by) ? null : this with
    {
        Status = ApprovalStatus.Open,
        ClaimedBy = null,
        ClaimedByName = null,
        ClaimedAt = null,
        Version = Version + 1,
    };

    /// <summary>退回窗口: the counter is to put something right; the clocks run on.</summary>
    public (ApprovalCase, CaseSentBack)? SendBack(Guid by, string reason, DateTime now)
    {
        if (!IsClaimedBy(by)) return null;
        var next = this with { Status = ApprovalStatus.SentBack, SentBackReason = reason, ClaimedBy = null, ClaimedByName = null, ClaimedAt = null, Version = Version + 1 };
        return (next, new(CaseId, CaseNumber, now, reason, next.Version));
    }

    /// <summary>The counter has put it right; an answer to an older sending changes nothing.</summary>
    public ApprovalCase? TakeAgain(CaseHandedInAgain told) => Status != ApprovalStatus.SentBack || told.AnswersVersion != Version ? null : this with
    {
        Status = ApprovalStatus.Open,
        Materials = IsOlder(told.Version) ? Materials : told.Materials,
        MaterialsVersion = Math.Max(MaterialsVersion, told.Version),
        Version = Version + 1,
    };

    /// <summary>容缺: what was to come later is there; or other content has come for what was infected, and what is still awaited keeps its day.</summary>
    public ApprovalCase? TakeSupplied(DeferredSupplied told)
    {
        if (!IsUndecided || IsOlder(told.Version) || (told.Version == 0 && DeferralDue is null && told.Materials.SequenceEqual(Materials))) return null;
        return this with
        {
            DeferralDue = told.Materials.Any(material => material.Deferred) ? DeferralDue : null,
            Materials = told.Materials,
            MaterialsVersion = Math.Max(MaterialsVersion, told.Version),
            // The counter answers the version with which it was sent back.
            Version = Status == ApprovalStatus.SentBack ? Version : Version + 1,
        };
    }

    // An older replica of intake tells no version: what it tells is taken as it comes.
    private bool IsOlder(int caseVersion) => caseVersion > 0 && caseVersion <= MaterialsVersion;

    /// <summary>The acceptance as the rules ask it, with the materials as they are now.</summary>
    public CaseAccepted AsAccepted() => new(CaseId, CaseNumber, OpenedAt, Matter, Applicant, AcceptedOn, PromisedDue, StatutoryDue, Provisional, Materials, Delivery, Mode: Mode);

    /// <summary>终止: ended without a decision; what is decided stays decided.</summary>
    public (ApprovalCase, ApprovalEnded)? End(string reason, DateTime now)
    {
        if (!IsUndecided) return null;
        var next = this with { Status = ApprovalStatus.Ended, EndedReason = reason, Version = Version + 1 };
        return (next, new(CaseId, CaseNumber, now, reason, Matter, Applicant.AccountId, next.Version));
    }

    public (ApprovalCase, DecisionMade)? Grant(Guid by, string name, string opinion, string? conditions, DateTime now) => !IsClaimedBy(by) || DeferralDue is not null ? null : Decided(this with
    {
        Outcome = ApprovalStatus.Granted,
        Opinion = opinion,
        Conditions = conditions,
        DecidedBy = by,
        DecidedByName = name,
    }, now);

    /// <summary>A denial states its reasons, its basis and how to fight it (行政许可法 art. 38).</summary>
    public (ApprovalCase, DecisionMade)? Deny(Guid by, string name, string reason, string legalBasis, string remedies, DateTime now) => !IsClaimedBy(by) ? null : Decided(this with
    {
        Outcome = ApprovalStatus.Denied,
        Opinion = reason,
        LegalBasis = legalBasis,
        Remedies = remedies,
        DecidedBy = by,
        DecidedByName = name,
    }, now);

    /// <summary>Rules grant and never deny: what one of them doubts stays open for a person.</summary>
    public (ApprovalCase, DecisionMade)? GrantByRules(IReadOnlyList<RuleOutcome> rules, DateTime now) => Status != ApprovalStatus.Open || DeferralDue is not null || !rules.All(rule => rule.Passed) ? null : Decided(this with
    {
        Outcome = ApprovalStatus.Granted,
        Opinion = AutoRules.Opinion(rules),
        Rules = rules,
    }, now);

    public (ApprovalCase, ResultHandedOver)? HandOver(Guid? by, DateTime now)
    {
        if (Status is not (ApprovalStatus.Granted or ApprovalStatus.Denied)) return null;
        var next = this with { Status = ApprovalStatus.HandedOver, HandedOverBy = by, HandedOverAt = now, Version = Version + 1 };
        return (next, new(CaseId, CaseNumber, now, next.Outcome!, next.WrittenReasons, by, next.Version));
    }

    private bool IsClaimedBy(Guid person) => Status == ApprovalStatus.Claimed && ClaimedBy == person;

    private static (ApprovalCase, DecisionMade) Decided(ApprovalCase decided, DateTime now)
    {
        var next = decided with { Status = decided.Outcome!, DecidedAt = now, Version = decided.Version + 1 };
        return (next, new(next.CaseId, next.CaseNumber, now, next.Outcome!, next.WrittenReasons, next.DecidedBy, next.Matter, next.Applicant, next.Version));
    }

    private string WrittenReasons => string.Join('\n', new[]
    {
        Opinion, Conditions is null ? null : $"附带条件：{Conditions}", LegalBasis is null ? null : $"法律依据：{LegalBasis}", Remedies is null ? null : $"救济途径：{Remedies}",
    }.Where(text => text is not null));
}
