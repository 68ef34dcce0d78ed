using System.Text.RegularExpressions;

namespace GovPlatform.Matters;

/// <summary>What is said around the thing that is looked for, and words of the catalogue that tell little.</summary>
internal static partial class Fillers
{
    // Common words of the catalogue: they narrow what something else has found, and find nothing alone where another part is given.
    private static readonly HashSet<string> Weak =
    [
        "许可", "可证", "登记", "审批", "备案", "办理", "申请", "经营", "注销", "变更", "设立", "新办", "延续", "补办", "换发", "核发", "核准", "确认", "认定",
        "服务", "管理", "单位", "证明", "资格", "业务", "项目", "企业", "审核", "证书", "使用", "生产", "单位", "机构", "活动", "人员", "场所", "建设", "工程", "公司", "营许", "产经",
    ];

    public static bool IsWeak(string piece) => piece.Length < 2 || Weak.Contains(piece);

    /// <summary>What remains of a word, in its parts; the word itself where nothing does.</summary>
    public static string[] Stripped(string word) =>
        Phrases().Replace(word, " ").Split(' ').Select(part => Edges().Replace(part, "")).Where(part => part.Length > 0).ToArray() is [_, ..] rest ? rest : [word];

    [GeneratedRegex("请问|我想要|我想|我要|我们|想要|打算|准备|怎么样|怎么办理|怎么办|怎么|怎样|咋办|咋|如何|哪里|在哪儿|在哪|去哪儿|去哪|哪个部门|什么部门|需要准备|需要提交|需要|要准备|要带|要交|带什么|交什么|有什么|什么条件|什么材料|哪些材料|什么手续|哪些手续|什么证件|什么证|哪些证|什么|哪些|所需材料|申请材料|办理材料|办理流程|办理条件|办理指南|办事指南|办理时间|办理地点|申请条件|申请流程|的流程|的手续|的材料|手续|流程|指南|攻略|多少钱|要多久|多久|几天|可以|能不能|能否|应该|一下|一个|一家|个人|自己|网上|在线|申办|办理|申请|办个|办一|开个|开一|该")]
    private static partial Regex Phrases();

    // 办, 开 and the like before the thing, particles behind it.
    [GeneratedRegex("^[我想要去给办开做领申搞弄的了把被让在将]+|[的了吗呢啊呀吧么呐要办]+$")]
    private static partial Regex Edges();
}
