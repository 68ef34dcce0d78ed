namespace GovPlatform.Approval;

/// <summary>Every way approval says no.</summary>
internal static class Problems
{
    public static Problem NotOpen(ApprovalCase found) =>
        Problem.Conflict("not-open", "该办件已被认领或已作出决定", "It is claimed or decided already", found.Status);

    /// <summary>Why a person may not go on: it is not claimed any more or not yet, or by somebody else.</summary>
    public static Problem NotYours(ApprovalCase found) => found.Status == ApprovalStatus.Claimed
        ? Problem.Conflict("claimed-by-another", "该办件由其他人员认领", "Somebody else has claimed it", found.Status)
        : found.IsUndecided
            ? Problem.Conflict("not-claimed", "请先认领该办件", "Claim it first", found.Status)
            : Problem.Conflict("already-decided", "该办件已作出决定", "It is decided already", found.Status);

    public static Problem NothingToHandOver(ApprovalCase found) => found.IsUndecided
        ? Problem.Conflict("not-decided", "该办件尚未作出决定", "It is not decided yet", found.Status)
        : Problem.Conflict("already-handed-over", "结果已交接", "The result is handed over already", found.Status);

    /// <summary>容缺: the result is withheld until everything is there.</summary>
    public static Problem MaterialsAwaited(ApprovalCase found) =>
        new(409, "materials-awaited", "容缺材料尚未补齐，不得作出准予决定", "Materials that come later are not there yet: it cannot be granted")
        { Extensions = { ["state"] = found.Status, ["deferralDue"] = found.DeferralDue } };

    public static Problem NoCommitment() =>
        Problem.Invalid("/commitmentFalse", "no-commitment", "该办件不是以告知承诺方式办理的", "The case was not applied for by commitment");

    public static Problem UnknownStatus() =>
        new(400, "unknown-status", "status 只能是 open、claimed、sent-back、granted 或 denied", "status is open, claimed, sent-back, granted or denied");

    public static Problem UnknownDue() => new(400, "unknown-due", "due 只能是 today 或 overdue", "due is today or overdue");
}
