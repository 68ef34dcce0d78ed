namespace GovPlatform.Intake;

/// <summary>Every way in which papers are not handed over.</summary>
internal static class PaperProblems
{
    private const string Elsewhere = "papers-elsewhere";

    public static Problem OneAddressee() =>
        Problem.Invalid("/toDepartment", "one-addressee", "应当填写接收部门或接收窗口之一", "Name the department or the desk that it goes to, one of both");

    public static Problem TooManyCases(int most) => Problem.Invalid("/items", "too-many-cases", $"一次最多移交 {most} 件办件的材料", $"Papers of {most} cases at most");

    public static Problem NothingToCompare(IEnumerable<CheckedOriginal> bare, IReadOnlyList<CheckedOriginal> asked) =>
        new(422, "nothing-to-compare", "该材料尚未提交，无从核对原件", "Nothing is handed in that the original could be held against")
        { Errors = bare.ToDictionary(seen => $"/materials/{asked.Index().First(one => one.Item == seen).Index}/code", seen => new[] { seen.Code }) };

    public static Problem NamedTwice() => Problem.Invalid("/items", "named-twice", "同一材料只能填写一次", "Each material once");

    /// <summary>The first says the code; where papers are elsewhere, it is told where each is.</summary>
    public static Problem WrongItems(IReadOnlyList<SendPapers.WrongItem> wrong)
    {
        var problem = new Problem(wrong[0].Code == Elsewhere ? 409 : 422, wrong[0].Code, wrong[0].Code switch
        {
            "not-on-the-list" => "没有该办件或该材料",
            "no-result-here" => "办理结果不在本窗口，或不能移交至该处",
            "other-department" => "该办件不属于接收部门",
            Elsewhere => $"该材料现在{Place(wrong[0])}，由该处移交",
            _ => "该材料正在移交途中",
        }, wrong[0].Code switch
        {
            "not-on-the-list" => "There is no such case, or no such material on its list",
            "no-result-here" => "The result is not at this desk, or does not go there",
            "other-department" => "The case is not of that department",
            Elsewhere => $"These papers are at {Place(wrong[0])}, which sends them",
            _ => "These papers are under way already",
        })
        { Errors = wrong.ToDictionary(item => $"/items/{item.At}", item => new[] { item.Code }) };
        if (wrong.Any(item => item.Code == Elsewhere))
            problem.Extensions["places"] = wrong.Where(item => item.Code == Elsewhere).ToDictionary(item => $"/items/{item.At}", Place);
        return problem;
    }

    private static string Place(SendPapers.WrongItem item) => item.Place ?? "县级政务服务大厅";

    public static Problem Answered(string state) => Problem.Conflict("transfer-state", "该移交单已签收或退回", "It has been answered already", state);

    public static Problem NotOfTheTransfer(int index) =>
        Problem.Invalid($"/differences/{index}", "not-of-the-transfer", "移交单中没有该材料", "It is not of this hand-over");

    public static Problem UnderWay() => new(409, "under-way", "该材料的原件正在邮寄或保管中", "An original of this material is under way already");

    public static Problem OriginalState(string state) => Problem.Conflict("original-state", "原件当前状态不允许此操作", "The state of the original does not allow this", state);

    public static Problem EnquiryState(string state) => Problem.Conflict("enquiry-state", "咨询当前状态不允许此操作", "The state of the enquiry does not allow this", state);

    public static Problem CaseUnknown() => Problem.Invalid("/caseId", "case-unknown", "没有该办件", "There is no such case");
}
