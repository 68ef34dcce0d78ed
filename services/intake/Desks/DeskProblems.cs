namespace GovPlatform.Intake;

/// <summary>Every way in which desks and mandates say no.</summary>
internal static class DeskProblems
{
    public static Problem OutsideMandate(string rule, string act) =>
        new(403, "outside-mandate", rule switch
        {
            "no-delegation" => "实施机关未将此权限委托窗口行使",
            "delegation-expired" => "实施机关的委托已到期或已撤销",
            _ => "该事项不在您的授权受理范围内",
        }, rule switch
        {
            "no-delegation" => "The department has not delegated this to the counter",
            "delegation-expired" => "The department's delegation has ended",
            _ => "This matter is outside your competence",
        })
        { Extensions = { ["rule"] = rule, ["act"] = act } };

    public static Problem NotYourDepartment() =>
        Problem.Invalid("/departmentCode", "not-your-department", "只能登记本部门的委托", "Only for your own department");

    public static Problem WrongCode(string pointer, Refusal refusal) =>
        Problem.Invalid(pointer, "wrong-code", refusal.Zh, $"The code {refusal.En}");

    public static Problem DeskUnknown(string pointer) => Problem.Invalid(pointer, "desk-unknown", "没有该办事场所，或已关闭", "There is no such place, or it is closed");

    /// <summary>就近办理: a desk receives what the catalogue lists it for, the county hall too.</summary>
    public static Problem DeskDoesNotTake(HallRef? desk) =>
        new(422, "desk-does-not-take", $"{desk?.Name ?? "县级政务服务大厅"}不受理该事项", "This desk is not listed for the matter") { Extensions = { ["rule"] = "not-listed", ["desk"] = desk } };

    /// <summary>The result is handed out and posted where it lies; from desk to desk it goes by a hand-over.</summary>
    public static Problem ResultElsewhere(CaseFile file) =>
        new(409, "result-elsewhere", $"办理结果现在{file.ResultDesk?.Name ?? "县级政务服务大厅"}，请先办理移交", "The result is at another desk: have it handed over first")
        { Extensions = { ["state"] = file.Status, ["desk"] = file.ResultDesk } };

    public static Problem ResultUnderWay(CaseFile file) => Problem.Conflict("under-way", "办理结果正在移交途中", "The result is on its way to another desk", file.Status);

    /// <summary>The result goes where the applicant wants it.</summary>
    public static Problem NotThisDesk(CaseFile file) =>
        new(409, "not-this-desk", $"申请人选择在{file.DeliveryHall!.Name}领取", "The applicant wants the result at another desk") { Extensions = { ["state"] = file.Status, ["desk"] = file.DeliveryHall } };

    public static Problem NotPosted(CaseFile file) => Problem.Conflict("not-posted", "申请人选择邮寄送达，请先登记寄出", "The applicant wants it by post: post it first", file.Status);

    /// <summary>Called back is what a desk has that is no more.</summary>
    public static Problem DeskOpen(CaseFile file) =>
        new(409, "desk-open", "办理结果所在或领取的场所未关闭，请先办理移交", "Neither the desk that holds it nor the place where it is wanted has closed: have it handed over")
        { Extensions = { ["state"] = file.Status, ["desk"] = file.ResultDesk } };

    public static Problem CountyHallOnly() => Problem.Forbidden("county-hall-only", "仅县级政务服务大厅可以收回", "Only the county's own hall calls a result back");

    public static Problem AddressNeeded() => Problem.Invalid("/postalAddress", "address-needed", "邮寄送达须填写收件人、电话和地址", "Delivery by post needs an address");

    public static Problem NotByPost(string pointer) => Problem.Invalid(pointer, "not-by-post", "申请人未选择邮寄送达", "The applicant has not chosen the post");

    public static Problem NotAtACounter() => Problem.Invalid("/deliveryHall", "not-at-a-counter", "仅窗口领取时选择领取地点", "A place is chosen only where the result is handed out");

    public static Problem OwnRequest() => Problem.Forbidden("own-request", "绿色通道不得由申请人本人批准", "Whoever asked for it does not answer");

    public static Problem EndsBefore() => Problem.Invalid("/validUntil", "ends-before", "截止日期早于起始日期", "It ends before it begins");

    public static Problem UnknownAct(int index) =>
        Problem.Invalid($"/acts/{index}", "unknown-act", $"权限应为 {string.Join("、", Act.All)} 之一", $"One of {string.Join(", ", Act.All)}");
}
