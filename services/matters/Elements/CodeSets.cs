using System.Collections.Frozen;

namespace GovPlatform.Matters;

/// <summary>Code sets of GB/T 39046-2020 appendix A, and those that the live platforms share, with their names.</summary>
internal static class CodeSets
{
    /// <summary>事项类型 (A.1).</summary>
    public static FrozenDictionary<string, string> MatterType { get; } = Of(
        ("00", "行政权力"), ("01", "行政许可"), ("02", "行政处罚"), ("03", "行政强制"), ("04", "行政征收"), ("05", "行政给付"), ("06", "行政检查"),
        ("07", "行政确认"), ("08", "行政奖励"), ("09", "行政裁决"), ("10", "其他行政权力"), ("11", "内部审批"), ("20", "公共服务"));

    /// <summary>行使层级 (A.2).</summary>
    public static FrozenDictionary<string, string> Level { get; } = Of(
        ("1", "国家级"), ("2", "省级"), ("3", "市级"), ("4", "县级"), ("5", "镇（乡、街道）级"), ("6", "村（社区）级"), ("7", "分级管理"));

    /// <summary>实施主体性质 (A.3).</summary>
    public static FrozenDictionary<string, string> BodyNature { get; } = Of(("1", "法定机关"), ("2", "授权组织"), ("3", "受委托组织"), ("9", "其他"));

    /// <summary>服务对象 (A.4); the rating platform numbers the last two differently.</summary>
    public static FrozenDictionary<string, string> Audience { get; } = Of(
        ("1", "自然人"), ("2", "企业法人"), ("3", "事业法人"), ("4", "社会组织法人"), ("5", "行政机关"), ("6", "其他"));

    /// <summary>办理形式 (A.5).</summary>
    public static FrozenDictionary<string, string> HandlingForm { get; } = Of(("1", "窗口办理"), ("2", "网上办理"), ("3", "移动端办理"), ("4", "快递申请"), ("9", "其他"));

    /// <summary>办件类型 (A.6).</summary>
    public static FrozenDictionary<string, string> HandlingType { get; } = Of(("1", "即办件"), ("2", "承诺件"), ("9", "其他"));

    /// <summary>特别程序 (A.7).</summary>
    public static FrozenDictionary<string, string> SpecialProcedure { get; } = Of(("1", "延长审批"), ("2", "其他"));

    /// <summary>满意度 (A.8); the rating platform counts the other way round.</summary>
    public static FrozenDictionary<string, string> Satisfaction { get; } = Of(("1", "非常满意"), ("2", "满意"), ("3", "基本满意"), ("4", "不满意"), ("5", "非常不满意"));

    /// <summary>时限单位.</summary>
    public static FrozenDictionary<string, string> TimeUnit { get; } = Of((LimitUnit.WorkingDay, "工作日"), (LimitUnit.NaturalDay, "自然日"), (LimitUnit.Hour, "小时"));

    /// <summary>权力来源.</summary>
    public static FrozenDictionary<string, string> PowerSource { get; } = Of(
        ("1", "法定本级行使"), ("2", "上级下放"), ("3", "上级授权"), ("4", "同级授权"), ("5", "上级委托"), ("6", "同级委托"));

    /// <summary>通办范围.</summary>
    public static FrozenDictionary<string, string> ServiceScope { get; } = Of(("1", "全国"), ("2", "跨省"), ("3", "跨市"), ("4", "跨县"), ("5", "全镇"), ("6", "跨村"));

    /// <summary>结果类型.</summary>
    public static FrozenDictionary<string, string> ResultType { get; } = Of(("10", "证照"), ("20", "批文"), ("99", "无"));

    /// <summary>网办深度.</summary>
    public static FrozenDictionary<string, string> OnlineDepth { get; } = Of(
        ("1", "咨询"), ("2", "收件"), ("3", "预审"), ("4", "受理"), ("5", "办理"), ("6", "结果反馈"), ("9", "其他"));

    /// <summary>咨询方式.</summary>
    public static FrozenDictionary<string, string> EnquiryWay { get; } = Of(("1", "窗口"), ("2", "网络"), ("3", "电话"), ("4", "信件"), ("5", "邮件"));

    /// <summary>材料必要性.</summary>
    public static FrozenDictionary<string, string> Requirement { get; } = Of(("1", "必要"), ("2", "非必要"), ("3", "容缺后补"));

    /// <summary>材料形式.</summary>
    public static FrozenDictionary<string, string> MaterialForm { get; } = Of(("1", "纸质"), ("2", "电子"), ("3", "纸质和电子"));

    /// <summary>材料类型.</summary>
    public static FrozenDictionary<string, string> MaterialKind { get; } = Of(("1", "原件"), ("2", "复印件"), ("3", "原件和复印件"));

    /// <summary>来源渠道.</summary>
    public static FrozenDictionary<string, string> SourceChannel { get; } = Of(("10", "申请人自备"), ("20", "政府部门核发"), ("99", "其他"));

    private static FrozenDictionary<string, string> Of(params (string Code, string Name)[] codes) =>
        codes.ToFrozenDictionary(code => code.Code, code => code.Name);
}
