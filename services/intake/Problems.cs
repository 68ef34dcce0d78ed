namespace GovPlatform.Intake;

/// <summary>Every way the counter says no.</summary>
internal static class Problems
{
    public static Problem WrongState(CaseFile file) =>
        Problem.Conflict("case-state", "办件当前状态不允许此操作", "The state of the case does not allow this", file.Status);

    public static Problem MatterNotOpen(string code) =>
        new(422, "matter-not-open", "该事项不存在或暂不接受申请", "There is no such matter, or it takes no applications now") { Errors = new() { ["/matterCode"] = [code] } };

    public static Problem MatterChanged(int filedUnder) =>
        new(409, "matter-changed", "事项已更新，请按最新办事指南重新填写", "The matter has a newer version: file a new application under it") { Extensions = { ["matterVersion"] = filedUnder } };

    public static Problem ApplicantUnknown() => Problem.Invalid("/applicantId", "applicant-unknown", "没有该申请人", "There is no such applicant");

    public static Problem ChannelNotYours() =>
        Problem.Invalid("/channel", "channel-not-yours", "该申报渠道不适用于当前身份", "This channel is not for this caller");

    public static Problem AnswersUnknown() =>
        Problem.Invalid("/answers", "answers-unknown", "情形答案不在选项之内，或同一问题有多个答案", "Answers must be options of the matter's questions, one each");

    /// <param name="onFile">Where to ask which of them need not be brought.</param>
    public static Problem MaterialsMissing(IEnumerable<CaseMaterial> missing, string? onFile = null) =>
        new(422, "materials-missing", "申请材料不齐全", "Required materials are missing")
        { Errors = missing.ToDictionary(m => $"/materials/{m.Code}", m => new[] { m.Name }), Extensions = onFile is null ? [] : new() { ["onFile"] = onFile } };

    public static Problem NotOnTheList(string[] asked, IReadOnlyCollection<string> unlisted) =>
        new(422, "not-on-the-list", "不得要求提供清单以外的材料", "A material that is not on the published list may not be asked for")
        { Errors = asked.Index().Where(x => unlisted.Contains(x.Item)).ToDictionary(x => $"/materialCodes/{x.Index}", x => new[] { x.Item }) };

    public static Problem MaterialUnknown(IEnumerable<(int Index, string Code)> unlisted) =>
        new(422, "material-unknown", "材料不在该事项的材料清单内，或重复提交", "A material is not on the list of this case, or is there twice")
        { Errors = unlisted.DefaultIfEmpty((0, "")).ToDictionary(x => $"/materials/{x.Item1}/code", x => new[] { x.Item2 }) };

    public static Problem StillRequested(IEnumerable<CaseMaterial> missing) =>
        new(422, "still-requested", "补正通知要求的材料尚未全部提交", "Not everything that the notice asks for is there") { Errors = missing.ToDictionary(m => $"/materials/{m.Code}", m => new[] { m.Name }) };

    /// <summary>全程网办: what can be done online demands no visit.</summary>
    public static Problem VisitDemanded() =>
        Problem.Invalid("/visit", "visit-demanded", "该事项可全程网办，不得要求申请人必须到现场", "The matter is done online: a visit may not be demanded");

    /// <summary>一次性告知: there is one notice; another needs a supervisor's reason.</summary>
    public static Problem SecondNotice(int given) =>
        new(409, "second-notice", "已一次性告知，再次要求补正须经监督人员说明理由并批准", "Everything was to be told at once: a further notice needs a supervisor's reason") { Extensions = { ["notices"] = given } };

    /// <summary>Nobody files a twin without knowing.</summary>
    public static Problem PossibleDuplicate(IReadOnlyList<AlikeCase> alike) =>
        new(409, "possible-duplicate", "近期已就同一事项、同一对象提出申请，确需再次申请的请确认", "The applicant has applied for the same lately: say despiteDuplicates to apply once more")
        { Extensions = { ["duplicates"] = alike } };

    public static Problem LicencePending() =>
        new(409, "licence-pending", "电子证照尚未制作完成，请稍后", "The licence is not issued yet") { RetryAfter = 2 };

    public static Problem NotReceived(string state) => Problem.Conflict("not-received", "尚未接件，没有接收凭证", "Not received yet: there is no receipt", state);
}
