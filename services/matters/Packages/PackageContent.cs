using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Matters;

/// <summary>What an editor says of a package (一件事): the matters that one event of life or business needs, who leads, and in which order.</summary>
public sealed record PackageContent
{
    /// <summary>Names the package in its county: open-restaurant.</summary>
    [Required, RegularExpression("^[a-z][a-z0-9-]{1,49}$")]
    public string Code { get; init; } = "";

    [Required, StringLength(100, MinimumLength = 2)]
    public string Name { get; init; } = "";

    /// <summary>person 个人, enterprise 企业.</summary>
    [Required, RegularExpression("^(person|enterprise)$")]
    public string Kind { get; init; } = "";

    /// <summary>What it is for, in a sentence or two.</summary>
    [StringLength(1000)]
    public string? Summary { get; init; }

    /// <summary>主题.</summary>
    [Required, MaxLength(10)]
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>批次: 第一批, ….</summary>
    [StringLength(50)]
    public string? Batch { get; init; }

    /// <summary>牵头部门, unified social credit code; null where the department first asked leads (首问部门牵头).</summary>
    [StringLength(18, MinimumLength = 18)]
    public string? LeadDepartment { get; init; }

    /// <summary>Questions whose answers choose the matters and steps.</summary>
    [Required, MaxLength(20)]
    public IReadOnlyList<Situation> Situations { get; init; } = [];

    /// <summary>The matters, in the order in which they are shown.</summary>
    [Required, MaxLength(50)]
    public IReadOnlyList<PackageItem> Items { get; init; } = [];

    /// <summary>What no department of the county approves, and people must do all the same.</summary>
    [Required, MaxLength(20)]
    public IReadOnlyList<OutsideStep> OutsideSteps { get; init; } = [];

    /// <summary>承诺总时限, working days; 0 is at once.</summary>
    [Range(0, 365)]
    public int PromisedDays { get; init; } = -1;

    /// <summary>What people call it.</summary>
    [Required, MaxLength(50)]
    public IReadOnlyList<string> Keywords { get; init; } = [];
}

/// <summary>One matter of a package.</summary>
public sealed record PackageItem
{
    /// <summary>Names the item in its package, and begins the ids of its questions: food.q1.</summary>
    [Required, RegularExpression("^[a-z][a-z0-9]{0,19}$")]
    public string Id { get; init; } = "";

    /// <summary>实施编码, 31 characters.</summary>
    [Required, StringLength(31, MinimumLength = 31)]
    public string MatterCode { get; init; } = "";

    /// <summary>Needed only by those whose answers to the package fit: question=option, any within a question, all questions; empty is always.</summary>
    [Required, MaxLength(50)]
    public IReadOnlyList<string> When { get; init; } = [];

    /// <summary>Items and outside steps that must be done before this one can be decided.</summary>
    [Required, MaxLength(50)]
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Questions of the matter that the package answers, so that nobody is asked twice.</summary>
    [Required, MaxLength(50)]
    public IReadOnlyList<CarriedAnswer> Answers { get; init; } = [];
}

/// <summary>An answer to a question of a matter that follows from the answers to the package.</summary>
public sealed record CarriedAnswer
{
    /// <summary>question=option of the matter.</summary>
    [Required, RegularExpression("^[a-z][a-z0-9]{0,19}=[a-z][a-z0-9]{0,19}$")]
    public string Answer { get; init; } = "";

    /// <summary>question=option of the package, any of them; empty is always.</summary>
    [Required, MaxLength(20)]
    public IReadOnlyList<string> When { get; init; } = [];
}

/// <summary>审批之外的步骤: seal engraving, tax invoices, a bank account, social insurance.</summary>
public sealed record OutsideStep
{
    [Required, RegularExpression("^[a-z][a-z0-9]{0,19}$")]
    public string Id { get; init; } = "";

    [Required, StringLength(100, MinimumLength = 2)]
    public string Name { get; init; } = "";

    /// <summary>办理单位.</summary>
    [Required, StringLength(200, MinimumLength = 2)]
    public string Provider { get; init; } = "";

    /// <summary>办理地点.</summary>
    [Required, StringLength(500, MinimumLength = 2)]
    public string Place { get; init; } = "";

    /// <summary>费用, as people read it: 免费，由县财政承担.</summary>
    [Required, StringLength(500, MinimumLength = 1)]
    public string Cost { get; init; } = "";

    /// <summary>费用, yuan; 0 is free of charge, null is not fixed.</summary>
    [Range(0, 1000000)]
    public decimal? Amount { get; init; }

    /// <summary>How the applicant, and the counter, learn how far it is.</summary>
    [Required, StringLength(500, MinimumLength = 2)]
    public string HowToKnowStatus { get; init; } = "";

    /// <summary>Working days that it takes; 0 is at once.</summary>
    [Range(0, 365)]
    public int Days { get; init; }

    /// <summary>As with an item.</summary>
    [Required, MaxLength(50)]
    public IReadOnlyList<string> When { get; init; } = [];

    /// <summary>As with an item.</summary>
    [Required, MaxLength(50)]
    public IReadOnlyList<string> After { get; init; } = [];
}

/// <summary>Why somebody changes the status of a package.</summary>
public sealed record PackageReason
{
    [StringLength(500)]
    public string? Why { get; init; }
}
