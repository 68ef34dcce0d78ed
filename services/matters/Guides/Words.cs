namespace GovPlatform.Matters;

/// <summary>How elements are said to people: limits with their unit, conditions as question and answer.</summary>
internal static class Words
{
    /// <summary>20个工作日, 3小时; at once and no limit in words of their own.</summary>
    public static string Limit(int? time, string unit) => (time, unit) switch
    {
        (null, _) => "法律、法规未规定期限",
        (0, _) => "当场办结",
        (_, LimitUnit.Hour) => $"{time}小时",
        _ => $"{time}个{CodeSets.TimeUnit.GetValueOrDefault(unit, "工作日")}",
    };

    /// <summary>原件1份、复印件2份; what kind of copy where the numbers are not said.</summary>
    public static string Copies(MaterialItem material)
    {
        var counted = string.Join('、', new[] { ("原件", material.Originals), ("复印件", material.Copies) }.Where(part => part.Item2 > 0).Select(part => $"{part.Item1}{part.Item2}份"));
        return counted.Length > 0 ? counted : material.Kind is { } kind ? CodeSets.MaterialKind.GetValueOrDefault(kind, kind) : "1份";
    }

    /// <summary>由谁来办理：委托他人办理; several answers of a question with 或者, several questions with 并且. Null where there is no condition.</summary>
    public static string? When(IReadOnlyList<string> when, IReadOnlyList<Situation> situations) => when.Count == 0 ? null : string.Join(
        "，并且", situations.Where(situation => Chosen(when, situation).Length > 0).Select(situation => $"{Question(situation.Question)}：{Chosen(when, situation)}"));

    /// <summary>The answers to one question that a condition names: 租赁或者无偿使用.</summary>
    public static string Chosen(IReadOnlyList<string> when, Situation situation) =>
        string.Join("或者", situation.Options.Where(option => when.Contains($"{situation.Id}={option.Id}")).Select(option => option.Label));

    /// <summary>Without the mark that some editors write and some do not.</summary>
    public static string Question(string question) => question.TrimEnd('？', '?', '：', ':', ' ');

    /// <summary>True where the matter says that a paper in the e-licence store or shared between departments need not be brought.</summary>
    public static bool IsFreeWhenStored(MaterialItem material) =>
        new[] { material.FillNote, material.Usage, material.AcceptStandard }.Any(text => text?.Contains("免予提交", StringComparison.Ordinal) == true);
}
