using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace GovPlatform.Matters.Importing;

/// <summary>One column of the sheets that counties keep, both ways: its key in the seed, its head in a county's list, and what stands in it.</summary>
/// <param name="Value">What the cell holds: text, a number, yes or no, a list, or records.</param>
internal sealed record Column(string Key, string Head, Func<Entry, object?> Value)
{
    /// <summary>Other heads that counties write.</summary>
    public string[] Also { get; init; } = [];

    /// <summary>Cells hold a code of this set, or its name.</summary>
    public FrozenDictionary<string, string>? Set { get; init; }

    /// <summary>Short words, that a semicolon parts too; sentences hold semicolons of their own.</summary>
    public bool Words { get; init; }

    /// <summary>What it says goes out in another column.</summary>
    public bool OnlyRead { get; init; }

    /// <summary>The cell as written.</summary>
    /// <param name="names">Names instead of codes, for people.</param>
    public string Cell(Entry entry, bool names = true) => Value(entry) switch
    {
        null => "",
        string text => names ? Name(text) : text,
        bool yes => (yes, names) switch { (true, true) => "是", (false, true) => "否", (true, false) => "1", _ => "0" },
        int number => number.ToString(CultureInfo.InvariantCulture),
        IReadOnlyList<string> list => ListCell.Join(names ? list.Select(Name) : list),
        System.Collections.ICollection { Count: 0 } => "",
        var records => JsonSerializer.Serialize(records, GovJson.Events),
    };

    /// <summary>The code that a cell means; what is no name of the set stays as it is, for the rules to refuse.</summary>
    public string Code(string text) =>
        Set is null || Set.ContainsKey(text) ? text
        // Excel drops the zero of 01.
        : Set.ContainsKey($"0{text}") ? $"0{text}"
        : Set.FirstOrDefault(code => code.Value == text) is { Key: { } code } ? code : text;

    private string Name(string code) => Set?.GetValueOrDefault(code) ?? code;
}

/// <summary>What a row tells of: a version of a matter, or one of its materials.</summary>
internal sealed record Entry(Matter Matter, MaterialItem? Paper = null)
{
    public MatterContent Content => Matter.Content;

    public MatterElements Elements => Matter.Content.Elements;
}
