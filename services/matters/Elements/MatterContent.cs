using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GovPlatform.Matters;

/// <summary>What an editor says of a matter: the elements that other services use, the rest of GB/T 39046 table 4 in Elements, and the materials.</summary>
public sealed record MatterContent
{
    /// <summary>基本编码, 12 digits.</summary>
    [Required, StringLength(12, MinimumLength = 12)]
    public string BasicCode { get; init; } = "";

    /// <summary>实施主体代码: unified social credit code, 18 characters.</summary>
    [Required, StringLength(18, MinimumLength = 18)]
    public string DepartmentCode { get; init; } = "";

    /// <summary>实施主体.</summary>
    [Required, StringLength(100, MinimumLength = 2)]
    public string DepartmentName { get; init; } = "";

    /// <summary>事项名称.</summary>
    [Required, StringLength(200, MinimumLength = 2)]
    public string Name { get; init; } = "";

    /// <summary>办件类型 (A.6): 1 即办件, 2 承诺件, 9 其他.</summary>
    [Required, StringLength(1)]
    public string HandlingType { get; init; } = "";

    /// <summary>服务对象 (A.4): 1 自然人, 2 企业法人, 3 事业法人, 4 社会组织法人, 5 行政机关, 6 其他.</summary>
    [Required, MinLength(1), MaxLength(6)]
    public IReadOnlyList<string> Audience { get; init; } = [];

    /// <summary>法定办结时限, in StatutoryUnit; 0 is at once (当场), null where the law sets none.</summary>
    [Range(0, 365)]
    public int? StatutoryDays { get; init; }

    /// <summary>法定办结时限单位: 1 工作日, 2 自然日, 3 小时.</summary>
    [StringLength(1, MinimumLength = 1)]
    public string StatutoryUnit { get; init; } = LimitUnit.WorkingDay;

    /// <summary>承诺办结时限, in PromisedUnit; 0 is at once.</summary>
    [Range(0, 365)]
    public int PromisedDays { get; init; } = -1;

    /// <summary>承诺办结时限单位: 1 工作日, 2 自然日, 3 小时.</summary>
    [StringLength(1, MinimumLength = 1)]
    public string PromisedUnit { get; init; } = LimitUnit.WorkingDay;

    /// <summary>证照类型代码, 21 characters, of the licence that a grant issues.</summary>
    [StringLength(21, MinimumLength = 21)]
    public string? LicenceType { get; init; }

    [StringLength(100)]
    public string? LicenceName { get; init; }

    /// <summary>Validity of that licence in years; null where no law or rule fixes a number.</summary>
    [Range(1, 100)]
    public int? LicenceValidYears { get; init; }

    /// <summary>秒批: rules decide, without a person.</summary>
    public bool AutoDecide { get; init; }

    [Required]
    public MatterElements Elements { get; init; } = new();

    [Required, MaxLength(200)]
    public IReadOnlyList<MaterialItem> Materials { get; init; } = [];

    /// <summary>情形: what is asked of an applicant, so that only the materials of the own situation are asked for.</summary>
    [Required, MaxLength(20)]
    public IReadOnlyList<Situation> Situations { get; init; } = [];

    /// <summary>The application form: a JSON Schema of the subset in docs/forms.md; null where the matter has none.</summary>
    public JsonElement? Form { get; init; }

    /// <summary>变更理由: why this version is made; from the second version on it is not published without.</summary>
    [StringLength(500)]
    public string? Reason { get; init; }

    /// <summary>What people call it: 开饭店, 小吃店 for 食品经营许可.</summary>
    [Required, MaxLength(50)]
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>实施编码: department, level of exercise, basic code.</summary>
    [JsonIgnore]
    internal string MatterCode => $"{DepartmentCode}{Elements.ExerciseLevel}{BasicCode}";

    /// <summary>事项类型 (A.1), positions 3 and 4 of the basic code.</summary>
    [JsonIgnore]
    internal string MatterType => BasicCode.Length >= 4 ? BasicCode[2..4] : "";
}
