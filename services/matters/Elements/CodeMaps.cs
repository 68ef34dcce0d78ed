using System.Collections.Frozen;

namespace GovPlatform.Matters;

/// <summary>Where live systems number a code set otherwise than GB/T 39046-2020: their codes, and both ways between them and the standard's.</summary>
internal static class CodeMaps
{
    /// <summary>服务对象 of the national platform and 好差评: enterprises without legal personality have a code of their own.</summary>
    public static CodeMap Audience { get; } = new(
        Names(("1", "自然人"), ("2", "企业法人"), ("3", "事业法人"), ("4", "社会组织法人"), ("5", "非法人企业"), ("6", "行政机关"), ("9", "其他组织")),
        ToStandard: Names(("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "6"), ("6", "5"), ("9", "6")),
        ToLive: Names(("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "6"), ("6", "9")));

    /// <summary>办理形式: live systems part neither computer from phone, nor name anything else.</summary>
    public static CodeMap HandlingForm { get; } = new(
        Names(("1", "窗口办理"), ("2", "网上办理"), ("3", "快递申请")),
        ToStandard: Names(("1", "1"), ("2", "2"), ("3", "4")),
        ToLive: Names(("1", "1"), ("2", "2"), ("3", "2"), ("4", "3")));

    /// <summary>特别程序 by letters, in older systems.</summary>
    public static CodeMap SpecialProcedure { get; } = new(
        Names(("A", "延长审批"), ("B", "其他")),
        ToStandard: Names(("A", "1"), ("B", "2")),
        ToLive: Names(("1", "A"), ("2", "B")));

    /// <summary>满意度 of 好差评 counts the other way round: 5 is the best.</summary>
    public static CodeMap Satisfaction { get; } = new(
        Names(("5", "非常满意"), ("4", "满意"), ("3", "基本满意"), ("2", "不满意"), ("1", "非常不满意")),
        ToStandard: Names(("5", "1"), ("4", "2"), ("3", "3"), ("2", "4"), ("1", "5")),
        ToLive: Names(("1", "5"), ("2", "4"), ("3", "3"), ("4", "2"), ("5", "1")));

    /// <summary>通办范围: the standard names four; what stays inside a county, live systems only.</summary>
    public static CodeMap ServiceScope { get; } = new(
        Names(("1", "全国"), ("2", "全省"), ("3", "跨市"), ("4", "跨县"), ("5", "全镇"), ("6", "跨村")),
        ToStandard: Names(("1", "1"), ("2", "2"), ("3", "3"), ("4", "4")),
        ToLive: Names(("1", "1"), ("2", "2"), ("3", "3"), ("4", "4")));

    private static FrozenDictionary<string, string> Names(params (string From, string To)[] pairs) => pairs.ToFrozenDictionary(pair => pair.From, pair => pair.To);
}

/// <summary>One code set as live systems have it.</summary>
/// <param name="Live">Their codes with names.</param>
/// <param name="ToStandard">Their code to the standard's; a code without counterpart is missing.</param>
/// <param name="ToLive">The standard's code to theirs; likewise.</param>
internal sealed record CodeMap(IReadOnlyDictionary<string, string> Live, IReadOnlyDictionary<string, string> ToStandard, IReadOnlyDictionary<string, string> ToLive);
