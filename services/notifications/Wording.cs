namespace GovPlatform.Notifications;

/// <summary>What a person is told, in both languages.</summary>
internal sealed record Wording(string TitleZh, string BodyZh, string TitleEn, string BodyEn)
{
    public static Wording Of(CaseSubmitted e) => new(
        "申请已提交", $"您申请的“{e.Matter.Name}”已提交，办件编号 {e.CaseNumber}，2 个工作日内反馈预审结果。",
        "Application submitted", $"Your application for “{e.Matter.Name}” is in, case {e.CaseNumber}; you hear of its pre-review within 2 working days.");

    public static Wording Of(CaseReceived e) => new(
        "材料已接收", $"您申请的“{e.Matter.Name}”（{e.CaseNumber}）的材料已接收，凭证号 {e.ReceiptNumber}。",
        "Materials received", $"The materials for “{e.Matter.Name}” ({e.CaseNumber}) are received, receipt {e.ReceiptNumber}.");

    public static Wording Of(CasePreReviewed e) => e.RespondBy is null
        ? new("预审通过", $"您申请的“{e.MatterName}”（{e.CaseNumber}）预审通过，前置事项办结后告知是否受理。",
            "Pre-review passed", $"“{e.MatterName}” ({e.CaseNumber}) has passed its pre-review; you hear whether it is accepted when the steps before it are done.")
        : new("预审通过", $"您申请的“{e.MatterName}”（{e.CaseNumber}）预审通过，{e.RespondBy:yyyy-MM-dd} 前告知是否受理。",
            "Pre-review passed", $"“{e.MatterName}” ({e.CaseNumber}) has passed its pre-review; you hear by {e.RespondBy:yyyy-MM-dd} whether it is accepted.");

    public static Wording Of(SupplementRequested e) => e.PreReview
        ? new("预审退回", $"您申请的“{e.MatterName}”（{e.CaseNumber}）预审退回，需要补正：{string.Join("、", e.MaterialNames)}。请于 {e.Due:yyyy-MM-dd} 前修改并重新提交。",
            "Returned by the pre-review", $"“{e.MatterName}” ({e.CaseNumber}) is returned and needs: {string.Join(", ", e.MaterialNames)}. Please hand it in again by {e.Due:yyyy-MM-dd}.")
        : new("请补正材料", $"您申请的“{e.MatterName}”（{e.CaseNumber}）需要补正：{string.Join("、", e.MaterialNames)}。请于 {e.Due:yyyy-MM-dd} 前补齐。",
            "Please supply what is missing", $"“{e.MatterName}” ({e.CaseNumber}) needs: {string.Join(", ", e.MaterialNames)}. Please supply it by {e.Due:yyyy-MM-dd}.");

    public static Wording Of(SupplementDueSoon e) => new(
        "补正期限将至", $"您申请的“{e.MatterName}”（{e.CaseNumber}）请于 {e.Due:yyyy-MM-dd} 前补正，逾期视为放弃申请。",
        "Time to supply ends soon", $"Please supply what “{e.MatterName}” ({e.CaseNumber}) needs by {e.Due:yyyy-MM-dd}; after that day the application lapses.");

    public static Wording Of(CaseLapsed e) => new(
        "逾期未补正", $"您申请的“{e.MatterName}”（{e.CaseNumber}）未在 {e.Due:yyyy-MM-dd} 前补正，视为放弃申请。可沿用已提交的材料重新申请。",
        "Application lapsed", $"“{e.MatterName}” ({e.CaseNumber}) was not supplied by {e.Due:yyyy-MM-dd} and has lapsed. You can apply again with the materials that you have handed in.");

    public static Wording Of(ApprovalEnded e) => new(
        "办件已终止", e.Reason == "withdrawn" ? $"您申请的“{e.Matter.Name}”（{e.CaseNumber}）已按您的申请终止办理。" : $"您申请的“{e.Matter.Name}”（{e.CaseNumber}）因容缺材料逾期未补齐，已终止办理。",
        "Case ended", e.Reason == "withdrawn" ? $"“{e.Matter.Name}” ({e.CaseNumber}) has been ended as you asked." : $"“{e.Matter.Name}” ({e.CaseNumber}) has been ended: what was to be handed in later was not.");

    public static Wording Of(CaseAccepted e) => new(
        "申请已受理", $"您申请的“{e.Matter.Name}”（{e.CaseNumber}）已受理，承诺于 {e.PromisedDue:yyyy-MM-dd} 前办结。{(e.DeferralDue is { } due ? $"请于 {due:yyyy-MM-dd} 前补齐容缺材料，逾期终止办理。" : "")}",
        "Application accepted", $"“{e.Matter.Name}” ({e.CaseNumber}) is accepted and will be decided by {e.PromisedDue:yyyy-MM-dd}.{(e.DeferralDue is { } last ? $" Please hand in what comes later by {last:yyyy-MM-dd}, else it is ended." : "")}");

    public static Wording Of(LetterOffered e) => new(
        "请签署容缺受理承诺书", $"您申请的“{e.MatterName}”（{e.CaseNumber}）可以容缺受理，受理后 {e.Days} 个工作日内补齐：{string.Join("、", e.MaterialNames)}。请阅读并签署容缺受理承诺书。",
        "A letter waits for your signature", $"“{e.MatterName}” ({e.CaseNumber}) can be accepted before all is there: {string.Join(", ", e.MaterialNames)} may come within {e.Days} working days after acceptance. Please read and sign the letter.");

    public static Wording Of(CommitmentFalse e) => new(
        "准予决定已撤销", $"您以告知承诺方式办理的“{e.Matter.Name}”（{e.CaseNumber}）经核查承诺不实，准予决定已撤销。核查情况：{e.Finding}。如不服，可以依法申请行政复议或者提起行政诉讼。",
        "Grant revoked", $"The commitment on which “{e.Matter.Name}” ({e.CaseNumber}) was granted has been found false, and the grant is revoked: {e.Finding}. You may apply for reconsideration or go to court.");

    public static Wording Of(CaseRefused e) => new(
        "不予受理", $"您申请的“{e.MatterName}”（{e.CaseNumber}）不予受理。理由和救济途径见不予受理通知书。",
        "Application not accepted", $"“{e.MatterName}” ({e.CaseNumber}) is not accepted. The written notice states the reasons and the remedies.");

    public static Wording Of(CaseWithdrawn e) => new(
        "申请已撤回", $"您已撤回“{e.MatterName}”（{e.CaseNumber}）的申请。",
        "Application withdrawn", $"You have withdrawn “{e.MatterName}” ({e.CaseNumber}).");

    public static Wording Of(DecisionMade e) => e.Outcome == "granted"
        ? new("审批通过", $"您申请的“{e.Matter.Name}”（{e.CaseNumber}）准予。",
            "Granted", $"“{e.Matter.Name}” ({e.CaseNumber}) is granted.")
        : new("审批未通过", $"您申请的“{e.Matter.Name}”（{e.CaseNumber}）未予批准。理由和救济途径见决定书。",
            "Not granted", $"“{e.Matter.Name}” ({e.CaseNumber}) is not granted. The written decision states the reasons and the remedies.");

    public static Wording Of(CertificateIssued e) => new(
        "电子证照已签发", $"“{e.LicenceName}”已签发，证照编号 {e.LicenceNumber}，可在电子证照中查看。",
        "Licence issued", $"“{e.LicenceName}” is issued, number {e.LicenceNumber}; it is among your e-licences.");

    public static Wording Of(ResultCameBack e) => e.Reason == ResultCameBack.DeskClosed ? new(
        "领取地点已关闭", $"您申请的“{e.MatterName}”（{e.CaseNumber}）的领取地点已关闭，办理结果现在{e.Place ?? "县级政务服务大厅"}。请到该处领取，或改为其他送达方式。",
        "The place to collect your result has closed", $"The result of “{e.MatterName}” ({e.CaseNumber}) is at {e.Place ?? "the county hall"} now. Please collect it there, or choose another way.") : new(
        "办理结果邮件已退回", $"您申请的“{e.MatterName}”（{e.CaseNumber}）的办理结果邮件被退回，现在{e.Place ?? "县级政务服务大厅"}。请更正地址、改为其他送达方式或到该处领取。",
        "Your result has come back", $"The post has brought the result of “{e.MatterName}” ({e.CaseNumber}) back; it is at {e.Place ?? "the county hall"}. Please give another address, choose another way, or collect it there.");

    public static Wording Of(CaseDelivered e) => new(
        "结果已送达", $"您申请的“{e.MatterName}”（{e.CaseNumber}）的办理结果已送达。欢迎评价本次服务。",
        "Result delivered", $"The result of “{e.MatterName}” ({e.CaseNumber}) is delivered. You are welcome to rate the service.");

    public static Wording Of(CaseAnnounced e) => new(
        "前置事项已办结", $"“{e.PackageName}”（{e.PackageNumber}）中的“{e.Matter.Name}”（{e.CaseNumber}）前置事项已办结，进入受理环节。",
        "Steps before are done", $"Of “{e.PackageName}” ({e.PackageNumber}), “{e.Matter.Name}” ({e.CaseNumber}) waits for nothing any more and is looked at for acceptance.");

    public static Wording Of(PackageFinished e) => e.NotGranted.Count == 0
        ? new("一件事已办结", $"“{e.Name}”（{e.Number}）全部办结：{string.Join("、", e.Granted)}。",
            "Package finished", $"All of “{e.Name}” ({e.Number}) is done: {string.Join(", ", e.Granted)}.")
        : new("一件事已办结", $"“{e.Name}”（{e.Number}）已办结。{(e.Granted.Count > 0 ? $"准予：{string.Join("、", e.Granted)}。" : "")}未办成：{string.Join("、", e.NotGranted)}，理由和救济途径见各事项的书面决定。",
            "Package finished", $"“{e.Name}” ({e.Number}) is finished. {(e.Granted.Count > 0 ? $"Granted: {string.Join(", ", e.Granted)}. " : "")}Not granted: {string.Join(", ", e.NotGranted)}; the written decisions state the reasons and the remedies.");

    public static Wording Of(CaseProgressed e) => new(
        "关注的办件有新进展", $"您关注的“{e.MatterName}”（{e.CaseNumber}）：{StatusNames.Zh(e.Status)}。",
        "A case that you follow", $"“{e.MatterName}” ({e.CaseNumber}) is now {StatusNames.En(e.Status)}.");

    public static Wording Of(SlotBooked e)
    {
        var start = e.StartsAt + ChinaTime.Offset;
        return new(
            "预约成功", $"您已预约 {start:yyyy-MM-dd HH:mm} 在{e.HallName}办理“{e.MatterName}”。不能前往请提前 2 小时取消。",
            "Appointment booked", $"You are expected on {start:yyyy-MM-dd} at {start:HH:mm} (Asia/Shanghai) in {e.HallName} for “{e.MatterName}”. Please cancel 2 hours ahead if you cannot come.");
    }
}
