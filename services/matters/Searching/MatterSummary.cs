using System.Text.Json.Serialization;

namespace GovPlatform.Matters;

/// <summary>A matter in a list.</summary>
internal sealed record MatterSummary
{
    // Settable members: Dapper finds no constructor that takes an array.
    public required string Code { get; init; }
    public required int Version { get; init; }
    public required string Status { get; init; }
    public required string Name { get; init; }
    public required string MatterType { get; init; }
    public required string HandlingType { get; init; }
    public required string DepartmentCode { get; init; }
    public required string DepartmentName { get; init; }
    public required string[] Audience { get; init; }
    public int? StatutoryDays { get; init; }
    public required string StatutoryUnit { get; init; }
    public required int PromisedDays { get; init; }
    public required string PromisedUnit { get; init; }
    public string? ResultName { get; init; }
    public bool HasFee { get; init; }
    public int? Visits { get; init; }
    public bool AutoDecide { get; init; }

    /// <summary>With a query, how it was found: 0 it is the name, 1 begins it, 2 is what it is called, 3 and 4 stands in either, 5 in pieces, 6 by another word, 7 and 8 by sound or initials, 9 but for a character, 10 in the text, above that in parts.</summary>
    public int Rank { get; init; }

    /// <summary>Its place among what was found with equal rank.</summary>
    [JsonIgnore]
    public int Rare { get; init; }

    [JsonIgnore]
    public int Weight { get; init; }
}
