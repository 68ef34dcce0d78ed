using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Matters;

/// <summary>收费项目: what is charged, how much, and on what basis.</summary>
public sealed record FeeItem
{
    [Required, StringLength(200, MinimumLength = 1)]
    public string Name { get; init; } = "";

    /// <summary>收费标准.</summary>
    [Required, StringLength(1000, MinimumLength = 1)]
    public string Standard { get; init; } = "";

    /// <summary>收费依据.</summary>
    [Required, StringLength(1000, MinimumLength = 1)]
    public string Basis { get; init; } = "";

    /// <summary>允许减免 in which cases; null where it is never reduced.</summary>
    [StringLength(500)]
    public string? Reduction { get; init; }
}

/// <summary>特别程序: time that the limits do not count (行政许可法 art. 45).</summary>
public sealed record SpecialStep
{
    [Required, StringLength(200, MinimumLength = 1)]
    public string Name { get; init; } = "";

    /// <summary>特别程序 (A.7): 1 延长审批, 2 其他.</summary>
    [Required, StringLength(1)]
    public string Kind { get; init; } = "";

    /// <summary>Time needed, in Unit.</summary>
    [Range(1, 365)]
    public int Days { get; init; }

    /// <summary>时限单位: 1 工作日, 2 自然日, 3 小时.</summary>
    [Required, StringLength(1)]
    public string Unit { get; init; } = LimitUnit.WorkingDay;
}
