using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Matters;

/// <summary>主题, 人生事件 or 民生领域: a heading under which people find matters. A matter belongs by a topic, its department or its basic code.</summary>
public sealed record ThemeContent
{
    /// <summary>theme 服务主题, life-event 人生事件, livelihood 民生领域.</summary>
    [Required, RegularExpression("^(theme|life-event|livelihood)$")]
    public string Kind { get; init; } = "";

    /// <summary>personal 个人, corporate 法人, both: whose topics count.</summary>
    [Required, RegularExpression("^(personal|corporate|both)$")]
    public string Audience { get; init; } = "";

    /// <summary>Place among its kind.</summary>
    [Range(0, 9999)]
    public int Position { get; init; }

    [Required, StringLength(50, MinimumLength = 2)]
    public string Name { get; init; } = "";

    /// <summary>自然人主题 or 法人主题, as matters name them.</summary>
    [Required, MaxLength(50)]
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Unified social credit codes.</summary>
    [Required, MaxLength(50)]
    public IReadOnlyList<string> Departments { get; init; } = [];

    /// <summary>基本编码, 12 digits.</summary>
    [Required, MaxLength(500)]
    public IReadOnlyList<string> Matters { get; init; } = [];

    internal IReadOnlyList<Finding> Check()
    {
        List<Finding> findings = [];
        if (Topics.Count + Departments.Count + Matters.Count == 0)
            findings.Add(new("/topics", "theme-empty", "主题应当有服务主题、部门或者事项", "A theme has topics, departments or matters"));
        findings.AddRange(
            from department in Departments.Index()
            let refusal = CreditCode.ReadStored(department.Item).Refusal
            where refusal is not null
            select new Finding($"/departments/{department.Index}", $"code-{refusal.Code}", refusal.Zh, $"The code {refusal.En}"));
        findings.AddRange(
            from matter in Matters.Index()
            let refusal = BasicCode.Read(matter.Item).Refusal
            where refusal is not null
            select new Finding($"/matters/{matter.Index}", $"code-{refusal.Code}", refusal.Zh, $"The code {refusal.En}"));
        return findings;
    }
}

/// <summary>A theme as told.</summary>
internal sealed record ThemeView
{
    // Settable members: Dapper finds no constructor that takes an array.
    public required string Code { get; init; }
    public required string Kind { get; init; }
    public required string Audience { get; init; }
    public required string Name { get; init; }
    public int Position { get; init; }
    public required string[] Topics { get; init; }
    public required string[] Departments { get; init; }
    public required string[] Matters { get; init; }

    /// <summary>Counts its changes: its ETag.</summary>
    public int Revision { get; init; }

    /// <summary>Published matters that belong to it; null in the answer to a change.</summary>
    public int? Count { get; init; }
}
