namespace GovPlatform.Intake;

/// <summary>How packages say no.</summary>
internal static class PackageProblems
{
    public static Problem NotOpen() =>
        new(422, "package-not-open", "没有该一件事、暂不接受申请，或者情形答案不在选项之内", "There is no such package, it takes no applications now, or an answer is none of its options")
        { Errors = new() { ["/packageCode"] = ["没有该一件事或暂不接受申请"], ["/answers"] = ["答案应为该一件事的选项"] } };

    public static Problem AnswerTwice(IEnumerable<string> questions) => At(questions, "answers-unknown", "同一问题只能有一个答案", "One answer to each question");

    /// <summary>A question left open would open the sub-cases of every answer.</summary>
    public static Problem AnswersMissing(IEnumerable<string> questions) => At(questions, "answers-missing", "请先回答全部情形问题", "Answer every question of the package first");

    public static Problem StepsClosed(IEnumerable<string> names) =>
        new(409, "matter-not-open", "一件事中的事项暂不接受申请", "A matter of the package takes no applications now") { Extensions = { ["matters"] = names.ToArray() } };

    public static Problem StepsChanged(IEnumerable<string> names) =>
        new(409, "matter-changed", "一件事中的事项已更新，请重新填写", "A matter of the package has a newer version: open the package anew") { Extensions = { ["matters"] = names.ToArray() } };

    public static Problem TooMany(int most) => new(422, "too-many-steps", $"一次最多办理 {most} 个事项", $"A package opens {most} sub-cases at most");

    public static Problem WrongState(WholePackage package) =>
        Problem.Conflict("package-state", "一件事当前状态不允许此操作", "The state of the package does not allow this", package.Status);

    public static Problem InPackage(Guid package) =>
        new(409, "in-package", "该办件属于一件事，请整体提交或者撤回", "The case is part of a package: submit or withdraw the package") { Extensions = { ["packageId"] = package } };

    public static Problem Waits(CaseFile file) =>
        new(409, "waits-for", "前置事项尚未办结，暂不能受理，可以提前开展审查", "A step before it is not done: work may start, acceptance waits") { Extensions = { ["waitsFor"] = file.WaitsFor } };

    public static Problem MaterialsMissing(IEnumerable<PartMaterial> missing) =>
        new(422, "materials-missing", "申请材料不齐全", "Required materials are missing") { Errors = missing.ToDictionary(m => $"/materials/{m.Code}", m => new[] { m.Name }) };

    public static Problem NoCommitment(IEnumerable<(int Index, string Item)> steps) =>
        new(422, "commitment-not-allowed", "该事项不实行告知承诺，或者不在此一件事之内", "The matter takes no commitment, or is no step of this package")
        { Errors = steps.ToDictionary(step => $"/commitments/{step.Index}", step => new[] { step.Item }) };

    public static Problem NotSigned(IEnumerable<string> matters) =>
        new(422, "commitment-not-signed", "申请人尚未签署告知承诺书", "The applicant has not signed the commitment") { Extensions = { ["matters"] = matters.ToArray() } };

    public static Problem NoSuchCase() => Problem.Invalid("/caseId", "case-unknown", "该办件不属于此一件事", "The case is not of this package");

    public static Problem NotUrgeable(CaseFile file) => Problem.Conflict("case-state", "办件当前状态无需催办", "The state of the case leaves nothing to urge", file.Status);

    private static Problem At(IEnumerable<string> questions, string code, string zh, string en) =>
        new(422, code, zh, en) { Errors = questions.ToDictionary(question => $"/answers/{question}", _ => new[] { zh }) };
}
