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

    public static Problem EndsBefore() => Problem.Invalid("/validUntil", "ends-before", "截止日期早于起始日期", "It ends before it begins");

    public static Problem UnknownAct(int index) =>
        Problem.Invalid($"/acts/{index}", "unknown-act", $"权限应为 {string.Join("、", Act.All)} 之一", $"One of {string.Join(", ", Act.All)}");
}
