using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace GovPlatform.Matters.Calendar;

/// <summary>A year's holidays in the format of NateScarlet/holiday-cn, as its files are.</summary>
public sealed record HolidayYear
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    [JsonPropertyName("$id")]
    public string? Id { get; init; }

    [Range(2007, 2099)]
    public int Year { get; init; }

    /// <summary>Addresses of the notices.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string> Papers { get; init; } = [];

    [Required, MinLength(1), MaxLength(100)]
    public IReadOnlyList<HolidayDay> Days { get; init; } = [];
}

/// <summary>A day off, or a weekend day that is worked.</summary>
public sealed record HolidayDay(string Name, DateOnly Date, bool IsOffDay);
