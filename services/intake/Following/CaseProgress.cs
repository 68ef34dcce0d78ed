using System.Globalization;

namespace GovPlatform.Intake;

/// <summary>Where a case stands: what happens next, who has it, and which clock runs.</summary>
/// <param name="Next">What has to be done now.</param>
/// <param name="Holder">Who has the case.</param>
/// <param name="Due">The day by which that is to be done; null where no clock runs.</param>
/// <param name="RespondBy">Last day for the authority to accept, ask or refuse.</param>
/// <param name="SupplementDue">Last day for the applicant to answer a notice.</param>
internal sealed record CaseProgress(
    Guid Id, string? Number, string Status, int Version, NextStep Next, CaseHolder Holder, DueDay? Due,
    DateOnly? RespondBy, DateOnly? SupplementDue, DateOnly? DeferralDue, DateOnly? PromisedDue, DateOnly? StatutoryDue, DateTime UpdatedAt)
{
    public static CaseProgress Of(CaseFile file, WorkingDays days, string county, bool english)
    {
        var due = DueDay.Of(file, days);
        var step = NextStep.Of(file);
        var holder = step.Actor switch
        {
            "department" => new CaseHolder("department", file.Matter.DepartmentName, file.Matter.DepartmentCode),
            // What is to be collected lies at a desk.
            _ when step.Actor == "counter" || file.Status == CaseStatus.Ready => new("counter", Desk(file)?.Name ?? $"{county}政务服务中心综合窗口", null),
            "applicant" => new("applicant", english ? "the applicant" : "申请人", null),
            _ => new("nobody", "", null),
        };
        return new(
            file.Id, file.Number, file.Status, file.Version, new(step.Code, step.Actor, Sentence(step, due, english)), holder, due,
            file.RespondBy(days), file.Status is CaseStatus.Returned or CaseStatus.SupplementRequested ? file.SupplementDue : null,
            file.DeferralDue, file.PromisedDue, file.StatutoryDue, file.UpdatedAt);
    }

    /// <summary>The desk that has the case, from the take-in on its result; null is the county hall.</summary>
    private static HallRef? Desk(CaseFile file) => file.Status is CaseStatus.Ready or CaseStatus.Delivered ? file.ResultDesk : file.ReceivedDesk;

    private static string Sentence(NextStep.Words step, DueDay? due, bool english)
    {
        if (due is null)
            return english ? $"{step.En}." : $"{step.Zh}。";
        var day = due.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return english ? $"{step.En} by {day}{(due.Provisional ? " (provisional)" : "")}." : $"{step.Zh}，{day} 前{(due.Provisional ? "（暂定）" : "")}。";
    }
}

/// <summary>Who has the case now.</summary>
/// <param name="Kind">applicant, counter, department or nobody.</param>
/// <param name="Name">Of the counter: the desk that received the case; once the result has been taken in, the desk where it lies.</param>
/// <param name="Code">Unified social credit code of the department.</param>
internal sealed record CaseHolder(string Kind, string Name, string? Code);

/// <summary>The last day of the clock that runs.</summary>
/// <param name="Clock">pre-review, answer, supplement, promised.</param>
/// <param name="Provisional">True where the calendar of that year is not published.</param>
internal sealed record DueDay(DateOnly Day, string Clock, bool Provisional)
{
    /// <summary>Working days of the pre-review of an online application.</summary>
    private const int PreReviewWithin = 2;

    public static DueDay? Of(CaseFile file, WorkingDays days)
    {
        DueDay At(DateOnly day, string clock) => new(day, clock, days.IsProvisional(day));
        return file switch
        {
            { Status: CaseStatus.Submitted, ClockFrom: { } from } => At(days.Add(from, PreReviewWithin), "pre-review"),
            { Status: CaseStatus.PreReviewed or CaseStatus.Received } when file.RespondBy(days) is { } day => At(day, "answer"),
            { Status: CaseStatus.Returned or CaseStatus.SupplementRequested, SupplementDue: { } day } => At(day, "supplement"),
            { Status: CaseStatus.Accepted or CaseStatus.InApproval or CaseStatus.SentBack or CaseStatus.Granted or CaseStatus.Denied, PromisedDue: { } day } => At(day, "promised"),
            _ => null,
        };
    }
}

/// <summary>What has to be done now.</summary>
/// <param name="Code">Stable: submit, pre-review, receive, decide-acceptance, resubmit, supply, start, decide, answer-end, put-right, hand-over, issue-licence, take-in, collect, carry, send, arrive, choose-way, close, rate, refile or none.</param>
/// <param name="Actor">applicant, counter, department or nobody.</param>
/// <param name="Text">In a sentence, with the day.</param>
internal sealed record NextStep(string Code, string Actor, string Text)
{
    internal sealed record Words(string Code, string Actor, string Zh, string En);

    public static Words Of(CaseFile file) => file switch
    {
        { EndRequested: not null } => new("answer-end", "department", "审批部门答复终止申请", "The department answers the request to end the case"),
        { Status: CaseStatus.Draft, IsFiledByStaff: true } => new("receive", "counter", "窗口补齐材料并接件", "The counter completes the materials and receives the case"),
        { Status: CaseStatus.HandedOver, AwaitsLicence: true } => new("issue-licence", "department", "电子证照制作完成", "The licence is issued"),
        { Status: CaseStatus.Ready, TrackingNumber: not null } => new("arrive", "counter", "办理结果邮寄途中", "The result is in the post"),
        { Status: CaseStatus.Ready, DeliveryHall: { } wanted } when !HallRef.Same(wanted, file.ResultDesk) => new("carry", "counter", $"办理结果送往{wanted.Name}", "The counter brings the result to the place that was chosen"),
        { Status: CaseStatus.Ready, GoesByPost: true, ParcelReturnedAt: not null } => new("choose-way", "applicant", "邮件已退回窗口，请更正地址、改选送达方式，或到窗口领取", "The parcel has come back: please give another address, choose another way or collect it"),
        { Status: CaseStatus.Ready, GoesByPost: true } => new("send", "counter", "窗口寄出办理结果", "The counter sends the result by post"),
        _ => ByStatus[file.Status],
    };

    private static readonly Dictionary<string, Words> ByStatus = new()
    {
        [CaseStatus.Draft] = new("submit", "applicant", "请补齐材料并提交申请", "Please complete the application and submit it"),
        [CaseStatus.Submitted] = new("pre-review", "counter", "窗口完成网上预审", "The counter pre-reviews the application"),
        [CaseStatus.PreReviewed] = new("receive", "counter", "窗口接件并告知是否受理", "The counter receives the case and tells whether it is accepted"),
        [CaseStatus.Returned] = new("resubmit", "applicant", "请按预审意见修改后重新提交", "Please put right what the pre-review names and submit again"),
        [CaseStatus.Received] = new("decide-acceptance", "counter", "窗口告知是否受理", "The counter tells whether the case is accepted"),
        [CaseStatus.SupplementRequested] = new("supply", "applicant", "请补正通知书列明的材料", "Please supply what the notice names"),
        [CaseStatus.Accepted] = new("start", "department", "审批部门开始办理并作出决定", "The department takes the case up and decides"),
        [CaseStatus.InApproval] = new("decide", "department", "审批部门作出决定", "The department decides"),
        [CaseStatus.SentBack] = new("put-right", "counter", "窗口补正后送回审批部门", "The counter puts right what the department sent back"),
        [CaseStatus.Granted] = new("hand-over", "department", "审批部门向窗口移交办理结果", "The department hands the result over to the counter"),
        [CaseStatus.Denied] = new("hand-over", "department", "审批部门向窗口移交办理结果", "The department hands the result over to the counter"),
        [CaseStatus.HandedOver] = new("take-in", "counter", "窗口接收办理结果", "The counter takes the result in"),
        [CaseStatus.Ready] = new("collect", "applicant", "请到窗口领取办理结果", "Please collect the result at the counter"),
        [CaseStatus.Delivered] = new("close", "counter", "窗口办结", "The counter closes the case"),
        [CaseStatus.Closed] = new("rate", "applicant", "已办结，欢迎评价", "Closed: you are welcome to rate the service"),
        [CaseStatus.Refused] = new("refile", "applicant", "不予受理，可依法救济或重新申请", "Not accepted: see the remedies, or apply again"),
        [CaseStatus.Lapsed] = new("refile", "applicant", "已失效，可沿用材料重新申请", "Lapsed: you may apply again with your materials"),
        [CaseStatus.Withdrawn] = new("refile", "applicant", "已撤回，可重新申请", "Withdrawn: you may apply again"),
        [CaseStatus.Ended] = new("refile", "applicant", "已终止，可重新申请", "Ended: you may apply again"),
        [CaseStatus.Revoked] = new("none", "nobody", "决定已撤销", "The grant has been revoked"),
    };
}
