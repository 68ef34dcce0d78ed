using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Contracts;

/// <summary>情形: one question to an applicant; the answer chosen selects materials, and in a package also matters.</summary>
public sealed record Situation
{
    /// <summary>Names the question inside its matter or package: lower-case letters and digits.</summary>
    [Required, RegularExpression("^[a-z][a-z0-9]{0,19}$")]
    public string Id { get; init; } = "";

    [Required, StringLength(200, MinimumLength = 2)]
    public string Question { get; init; } = "";

    [Required, MinLength(2), MaxLength(20)]
    public IReadOnlyList<SituationOption> Options { get; init; } = [];
}

/// <summary>One answer that may be chosen.</summary>
public sealed record SituationOption
{
    [Required, RegularExpression("^[a-z][a-z0-9]{0,19}$")]
    public string Id { get; init; } = "";

    [Required, StringLength(200, MinimumLength = 1)]
    public string Label { get; init; } = "";
}
