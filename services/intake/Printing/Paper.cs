using System.Text.Json.Serialization;

namespace GovPlatform.Intake;

/// <summary>All that a document says, kept when it is issued: its page is made of this and of nothing else.</summary>
/// <param name="IsLetter">True where it addresses the applicant.</param>
/// <param name="CaseNumber">办件编号; null for what is signed while the case is a draft.</param>
/// <param name="Agency">实施机关, which signs it; null where only the applicant does.</param>
/// <param name="Counter">The counter that acts for the agency.</param>
/// <param name="Address">Where it is verified.</param>
internal sealed record Paper(
    string Title, bool IsLetter, string ApplicantName, string ApplicantKind, string? CaseNumber, string MatterName, string? Agency, string Counter, DateOnly On, string Address, IReadOnlyList<Block> Body);

/// <summary>A piece of a document: a heading, a paragraph, a table with or without a head, or lines to sign on.</summary>
internal sealed record Block
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Heading { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Head { get; init; }

    /// <summary>Without a head the first column names what the second says.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IReadOnlyList<string>>? Rows { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? ToSign { get; init; }

    public static Block Of(string text) => new() { Text = text };

    public static Block Titled(string heading) => new() { Heading = heading };

    public static Block Facts(params (string Name, string? Value)[] facts) =>
        new() { Rows = [.. facts.Where(fact => fact.Value is not null).Select(fact => new[] { fact.Name, fact.Value! })] };

    /// <summary>A table whose first column counts its rows.</summary>
    public static Block Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows) =>
        new() { Head = ["序号", .. head], Rows = [.. rows.Select((row, i) => (IReadOnlyList<string>)[$"{i + 1}", .. row])] };

    public static Block Hands(params string[] lines) => new() { ToSign = lines };
}
