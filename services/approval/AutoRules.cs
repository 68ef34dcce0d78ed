using System.Text.RegularExpressions;

namespace GovPlatform.Approval;

/// <summary>What one rule found of one case; kept with it.</summary>
/// <param name="Code">Stable name of the rule.</param>
/// <param name="Explanation">In Chinese, for the file and the applicant; no personal data.</param>
internal sealed record RuleOutcome(string Code, bool Passed, string Explanation);

/// <summary>
/// 秒批: the rules under which an immediate matter is granted without a person. All must pass; what one of them
/// cannot be sure of it does not pass, and a person decides.
/// </summary>
internal static partial class AutoRules
{
    private const string Immediate = "1";

    private static readonly IReadOnlyList<(string Code, Func<CaseAccepted, Facts, Found> Ask)> All =
    [
        ("materials-complete", (told, _) => Missing(told) is { Count: > 0 } missing
            ? new(false, $"缺少必要材料：{string.Join('、', missing)}")
            : new(true, $"必要材料{told.Materials.Count(material => material.Required)}项齐全，均有内容摘要")),
        ("accepted", (told, facts) => told.AcceptedOn > facts.Today
            ? new(false, $"受理日期{told.AcceptedOn:yyyy-MM-dd}晚于今日")
            : new(true, $"已于{told.AcceptedOn:yyyy-MM-dd}受理")),
        ("within-limits", (told, facts) => facts.Today > told.PromisedDue || facts.Today > told.StatutoryDue
            ? new(false, "已超过承诺或法定时限，须由人员处理")
            : new(true, $"在承诺时限（{told.PromisedDue:yyyy-MM-dd}）之内")),
        ("applicant-identified", (told, facts) => facts.IdNumberFits
            ? new(true, "申请人证件号码校验一致")
            : new(false, $"申请人证件（类型{told.Applicant.IdTypeCode}）号码未通过校验")),
    ];

    public static bool Apply(MatterRef matter) => matter.AutoDecide && matter.HandlingType == Immediate;

    public static IReadOnlyList<RuleOutcome> Ask(CaseAccepted told, DateOnly today, string idNumber)
    {
        var facts = new Facts(today, Fits(told.Applicant.IdTypeCode, idNumber));
        return [.. All.Select(rule => rule.Ask(told, facts).As(rule.Code))];
    }

    public static string Opinion(IReadOnlyList<RuleOutcome> rules) =>
        $"经规则自动审查，符合法定条件，准予办理。{string.Concat(rules.Select((rule, n) => $"{n + 1}. {rule.Explanation}。"))}";

    private static List<string> Missing(CaseAccepted told) =>
        [.. told.Materials.Where(material => material.Required && material.Reference is null && !(material.Sha256 is { } digest && Digest().IsMatch(digest))).Select(material => material.Name)];

    private static bool Fits(string type, string number) => type switch
    {
        "111" => CitizenId.Read(number).Value is not null,
        "001" => CreditCode.Read(number).Value is not null,
        _ => false,
    };

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Digest();

    private sealed record Found(bool Passed, string Explanation)
    {
        public RuleOutcome As(string code) => new(code, Passed, Explanation);
    }

    private sealed record Facts(DateOnly Today, bool IdNumberFits);
}
