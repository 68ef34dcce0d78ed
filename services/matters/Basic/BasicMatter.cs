using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Matters;

/// <summary>An entry of the 基本目录: what a level above fixes of a matter for all who implement it.</summary>
public sealed record BasicMatter
{
    /// <summary>基本编码, 12 digits; positions 3 and 4 are the type.</summary>
    [Required, StringLength(12, MinimumLength = 12)]
    public string Code { get; init; } = "";

    [Required, StringLength(200, MinimumLength = 2)]
    public string Name { get; init; } = "";

    /// <summary>事项类型 (A.1). Told in answers; in requests it may be left out, or be that of the code.</summary>
    [StringLength(2, MinimumLength = 2)]
    public string? Type { get; init; }

    /// <summary>设定依据: every 《law》 that it names, an implementation names too.</summary>
    [Required, StringLength(4000, MinimumLength = 2)]
    public string LegalBasis { get; init; } = "";

    /// <summary>The level that set it (A.2): 1 国家, 2 省, 3 市.</summary>
    [Required, StringLength(1)]
    public string Level { get; init; } = "";

    /// <summary>Findings of one entry.</summary>
    /// <param name="at">JSON pointer of the entry.</param>
    internal IEnumerable<Finding> Check(string at)
    {
        if (BasicCode.Read(Code).Refusal is { } refusal)
            yield return new($"{at}/code", $"code-{refusal.Code}", refusal.Zh, $"The code {refusal.En}");
        else if (!CodeSets.MatterType.ContainsKey(Code[2..4]) || (Type ?? Code[2..4]) != Code[2..4])
            yield return new($"{at}/type", "basic-type-differs", "事项类型与基本编码第3、4位不一致，或者不在代码集中", "The type is not that of the code, or of no code set");
        if (!CodeSets.Level.ContainsKey(Level))
            yield return new($"{at}/level", "code-unknown", $"代码“{Level}”不在代码集中", $"'{Level}' is not of the code set");
    }
}

/// <summary>An entry of the 基本目录 as told.</summary>
/// <param name="Revision">Counts its changes; its ETag.</param>
internal sealed record BasicView(string Code, string Name, string Type, string LegalBasis, string Level, int Revision, DateTime UpdatedAt);
