namespace GovPlatform.Intake;

/// <summary>The written documents of a case; the decision itself is approval's.</summary>
/// <param name="Code">As the API names it.</param>
/// <param name="Letters">Of its number.</param>
/// <param name="Title">As printed.</param>
/// <param name="IsLetter">True where it addresses the applicant, false for forms and declarations.</param>
internal sealed record DocumentKind(string Code, string Letters, string Title, bool IsLetter = true)
{
    public static DocumentKind Receipt { get; } = new("receipt", "SJ", "申请材料接收凭证");
    public static DocumentKind SupplementNotice { get; } = new("supplement-notice", "BZ", "一次性告知（补正）通知书");
    public static DocumentKind Acceptance { get; } = new("acceptance", "SL", "受理通知书");
    public static DocumentKind DeferredAcceptance { get; } = new("deferred-acceptance", "RQ", "容缺受理通知书");
    public static DocumentKind DeferralCommitment { get; } = new("deferral-commitment", "RC", "容缺受理承诺书", IsLetter: false);
    public static DocumentKind Commitment { get; } = new("commitment", "CN", "告知承诺书", IsLetter: false);
    public static DocumentKind Refusal { get; } = new("refusal", "BS", "不予受理通知书");
    public static DocumentKind Lapse { get; } = new("lapse", "TJ", "逾期未补正终止办理（退件）通知书");
    public static DocumentKind Withdrawal { get; } = new("withdrawal", "CH", "撤回申请终止办理通知书");
    public static DocumentKind End { get; } = new("end", "ZZ", "终止办理通知书");
    public static DocumentKind HandOver { get; } = new("hand-over", "JJ", "办理结果交接单", IsLetter: false);
    public static DocumentKind Delivery { get; } = new("delivery", "SD", "送达回证", IsLetter: false);

    public static IReadOnlyList<DocumentKind> All { get; } =
        [Receipt, SupplementNotice, Acceptance, DeferredAcceptance, DeferralCommitment, Commitment, Refusal, Lapse, Withdrawal, End, HandOver, Delivery];

    public static string TitleOf(string code) => All.FirstOrDefault(kind => kind.Code == code)?.Title ?? code;
}
