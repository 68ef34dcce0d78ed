namespace GovPlatform.Matters.Importing;

/// <summary>The sheet of materials: a row belongs to the matter of its 实施编码, or to every matter of its 基本编码 and, where given, department.</summary>
internal static class MaterialColumns
{
    public static IReadOnlyList<Column> All { get; } =
    [
        new("code", "实施编码", e => e.Matter.Code),
        new("basic_code", "基本编码", e => e.Content.BasicCode) { Also = ["基本目录编码"] },
        new("department", "实施主体编码", e => e.Content.DepartmentCode) { Also = ["实施主体代码"] },
        new("serial", "材料序号", e => e.Paper!.Serial) { Also = ["序号", "排序"] },
        new("name", "材料名称", e => e.Paper!.Name),
        new("requirement", "材料必要性", e => e.Paper!.Requirement) { Set = CodeSets.Requirement },
        new("form", "材料形式", e => e.Paper!.Form) { Set = CodeSets.MaterialForm },
        new("kind", "材料类型", e => e.Paper!.Kind) { Set = CodeSets.MaterialKind },
        new("originals", "原件份数", e => e.Paper!.Originals),
        new("copies", "复印件份数", e => e.Paper!.Copies),
        new("page_format", "纸质材料规格", e => e.Paper!.PageFormat),
        new("source_channel", "来源渠道", e => e.Paper!.SourceChannel) { Set = CodeSets.SourceChannel },
        new("source", "出具机构", e => e.Paper!.Source) { Also = ["来源渠道说明"] },
        new("issued_within", "出具时间要求", e => e.Paper!.IssuedWithin),
        new("fill_note", "填报须知", e => e.Paper!.FillNote) { Also = ["办理说明"] },
        new("usage", "使用说明", e => e.Paper!.Usage),
        new("place", "办理地点", e => e.Paper!.Place),
        new("blank_form", "空白表格", e => e.Paper!.BlankForm),
        new("sample", "示例样表", e => e.Paper!.Sample),
        new("blank_form_file", "空白表格文件", e => e.Paper!.BlankFormFile),
        new("sample_file", "示例样表文件", e => e.Paper!.SampleFile),
        new("accept_standard", "受理标准", e => e.Paper!.AcceptStandard),
        new("legal_basis", "要求提供材料的依据", e => e.Paper!.LegalBasis) { Also = ["设定依据"] },
        new("when", "适用情形", e => e.Paper!.When) { Words = true },
        new("review_points", "审查要点", e => e.Paper!.ReviewPoints),
        new("common_errors", "常见错误", e => e.Paper!.CommonErrors),
        new("certificate", "是否证明", e => e.Paper!.Certificate),
        new("by_commitment", "是否可由承诺替代", e => e.Paper!.ByCommitment) { Also = ["可由承诺替代"] },
        new("max_bytes", "文件大小上限", e => e.Paper!.MaxBytes) { Also = ["文件大小上限（字节）"] },
        new("licence_type", "证照类型代码", e => e.Paper!.LicenceType) { Also = ["对应证照类型代码"] },
    ];

    public static IReadOnlyList<string> PassedOver { get; } = ["事项名称", "业务办理项编码", "材料编码", "记录唯一标识", "备注"];
}
