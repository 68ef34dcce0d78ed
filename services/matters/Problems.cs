namespace GovPlatform.Matters;

/// <summary>Every way this service says no.</summary>
internal static class Problems
{
    public static Problem WrongStatus(string status) =>
        Problem.Conflict("wrong-status", "事项当前状态不允许此操作", "The status of the matter does not allow this", status);

    public static Problem DraftExists(string code) =>
        new(409, "draft-exists", "该事项已有草稿或者待生效版本，请先发布、修改或者撤回", "The matter has a draft or a version that waits for its day: publish, change or unschedule it first") { Extensions = { ["state"] = MatterStatus.Draft, ["matter"] = code } };

    public static Problem VersionWaits(int version, DateOnly effectiveOn) =>
        new(409, "version-waits", $"第{version}版将于{effectiveOn:yyyy-MM-dd}生效，请先撤回该版本，再废止事项", $"Version {version} takes effect on {effectiveOn:yyyy-MM-dd}: unschedule it before the matter is retired") { Extensions = { ["version"] = version, ["effectiveOn"] = effectiveOn } };

    public static Problem RetirementPlanned(DateOnly on) =>
        new(409, "retirement-planned", $"事项将于{on:yyyy-MM-dd}废止，请先取消废止，或者选择更早的生效日期", $"The matter retires on {on:yyyy-MM-dd}: keep it, or choose an earlier day") { Extensions = { ["retireOn"] = on } };

    public static Problem DayPassed(string pointer) => Problem.Invalid(pointer, "day-passed", "日期应当为今天或者以后", "The day is today or later");

    public static Problem OtherDepartment() =>
        Problem.Forbidden("other-department", "只能维护本部门的事项", "Editors keep the matters of their own department");

    public static Problem CodeChanged(string pointer = "/basicCode") =>
        Problem.Invalid(pointer, "code-changed", "事项编码不能修改，请另建事项", "The code of a matter does not change: draft another matter");

    /// <summary>422 with all findings: messages by JSON pointer, and which rule each broke.</summary>
    public static Problem Broken(IReadOnlyList<Finding> findings) => Broken("catalogue-rules", "事项不符合目录规则", "The matter breaks rules of the catalogue", findings);

    /// <summary>The same of whatever else is kept here.</summary>
    public static Problem Broken(string code, string zh, string en, IReadOnlyList<Finding> findings) => new(422, code, zh, en)
    {
        Errors = findings.GroupBy(finding => finding.Pointer).ToDictionary(group => group.Key, group => group.Select(finding => finding.Zh).ToArray()),
        Extensions = { ["findings"] = findings },
    };

    public static Problem QueryTooLong() => Problem.Invalid("/q", "query-too-long", "搜索内容不超过100个字符", "A query has at most 100 characters");

    public static Problem QueryEmpty() => Problem.Invalid("/q", "query-empty", "搜索内容应当含有文字或者数字", "A query holds at least one letter or digit");

    public static Problem AnswersUnknown() =>
        Problem.Invalid("/answers", "answers-unknown", "没有这样的情形问题或者选项，或者一个问题答了两次，见办事指南的 situations", "An answer names no question or option of this matter, or a question is answered twice: see the situations of its guide");

    public static Problem RegionMalformed() => Problem.Invalid("/region", "region-malformed", "区划代码应为6位数字", "A region code has 6 digits");

    public static Problem UnknownStatus() =>
        Problem.Invalid("/status", "status-unknown", $"状态应为 {string.Join('、', MatterStatus.All)}", $"Status is one of {string.Join(", ", MatterStatus.All)}");

    public static Problem BrokenPackage(IReadOnlyList<Finding> findings) => Broken("package-rules", "一件事不符合规则", "The package breaks rules", findings);

    public static Problem OtherLead() =>
        Problem.Forbidden("other-department", "只能维护本部门牵头的一件事", "Editors keep the packages that their department leads");

    public static Problem EditorsOnly() => Problem.Forbidden("editors-only", "仅限事项管理人员", "Only editors of the catalogue may ask this");

    public static Problem FieldKey() =>
        Problem.Invalid("/key", "field-key", "字段名应以小写字母开头，只含字母和数字", "A field's key begins with a lower-case letter and holds letters and digits");

    public static Problem NoForm() => new(404, "form-none", "该材料没有空白表格和样例", "This material has no blank form and no sample");

    public static Problem FileMissing() => Problem.Invalid("", "file-missing", "请上传一个文件", "Send one file, as the body or as the file of a form");

    public static Problem FileTooLarge() => new(413, "file-too-large", "文件过大", $"A file has at most {KeepFiles.MostBytes / 1024 / 1024} MB");

    public static Problem FileType() =>
        new(415, "file-type", "只接受 PDF、Word（.docx）、Excel（.xlsx）、PNG、JPEG 文件，不得含宏", "PDF, .docx or .xlsx without macros, PNG or JPEG, told by content");

    public static Problem UnknownState() => Problem.Invalid("/state", "state-unknown", "状态应为 1 在用、2 暂停、3 取消", "State is 1 (in use), 2 (suspended) or 3 (cancelled)");

    public static Problem ImportTooLarge() => new(413, "import-too-large", "导入文件过大", $"An import has at most {ImportMatters.MostBytes / 1024 / 1024} MB");

    public static Problem ImportType() => new(415, "import-type", "请上传 .xlsx，或者 CSV 文件 matters 和 materials", "Send one .xlsx, or CSV: as the body, or as the multipart files matters and materials");

    /// <summary>422: the file is not one that rows can be read from.</summary>
    public static Problem ImportRefused(Importing.CellFault fault) => new(422, fault.Code, fault.Zh, fault.En);

    public static Problem Calendar(Refusal refusal) => Problem.Invalid("/days", refusal.Code, refusal.Zh, $"The calendar {refusal.En}");

    public static Problem CalendarYear(int year) => Problem.Invalid("/year", "calendar-year", $"文件不是{year}年的安排", $"The file is not of {year}");
}
