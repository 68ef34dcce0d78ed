using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Matters;

/// <summary>A list of matters that a level above has set to be handled anywhere (通办事项), or the county's own.</summary>
public sealed record UpperListContent
{
    /// <summary>national, province, city; county for its own.</summary>
    [Required, RegularExpression("^(national|province|city|county)$")]
    public string Level { get; init; } = "";

    [Required, StringLength(200, MinimumLength = 2)]
    public string Name { get; init; } = "";

    /// <summary>文号; a county keeps each document once.</summary>
    [Required, StringLength(100, MinimumLength = 2)]
    public string Document { get; init; } = "";

    public DateOnly IssuedOn { get; init; }

    /// <summary>By when all of it is to be done; an item may have a day of its own.</summary>
    public DateOnly? DueOn { get; init; }

    [Required, MinLength(1), MaxLength(500)]
    public IReadOnlyList<UpperListItem> Items { get; init; } = [];

    /// <summary>What is wrong with it; all of it, for nothing is stored then.</summary>
    internal IReadOnlyList<Finding> Check()
    {
        List<Finding> findings = [];
        if (DueOn < IssuedOn)
            findings.Add(new("/dueOn", "due-before-issued", "完成期限早于印发日期", "It is due before it was issued"));
        var seen = new HashSet<string>();
        foreach (var (i, item) in Items.Index())
        {
            if (item.BasicCode is not null && BasicCode.Read(item.BasicCode).Refusal is { } refusal)
                findings.Add(new($"/items/{i}/basicCode", $"code-{refusal.Code}", refusal.Zh, $"The code {refusal.En}"));
            if (!seen.Add(item.Name))
                findings.Add(new($"/items/{i}/name", "item-repeated", $"“{item.Name}”重复", $"'{item.Name}' appears twice"));
            if (!CodeSets.ServiceScope.ContainsKey(item.Scope))
                findings.Add(new($"/items/{i}/scope", "code-unknown", $"代码“{item.Scope}”不在代码集中", $"'{item.Scope}' is not of the code set"));
            if (item.DueOn < IssuedOn)
                findings.Add(new($"/items/{i}/dueOn", "due-before-issued", "完成期限早于印发日期", "It is due before it was issued"));
        }
        return findings;
    }
}

/// <summary>One matter of a list.</summary>
public sealed record UpperListItem
{
    [Required, StringLength(200, MinimumLength = 2)]
    public string Name { get; init; } = "";

    /// <summary>基本编码 of the matters that fulfil it; without one, those of the same name do.</summary>
    [StringLength(12, MinimumLength = 12)]
    public string? BasicCode { get; init; }

    /// <summary>online 全程网办, entrusted 异地代收代办, joint 多地联办.</summary>
    [Required, RegularExpression("^(online|entrusted|joint)$")]
    public string Mode { get; init; } = "";

    /// <summary>通办范围 demanded: 1 全国, 2 跨省, 3 跨市, 4 跨县, …; a wider one fulfils it too.</summary>
    [Required, StringLength(1, MinimumLength = 1)]
    public string Scope { get; init; } = "2";

    public DateOnly? DueOn { get; init; }
}
