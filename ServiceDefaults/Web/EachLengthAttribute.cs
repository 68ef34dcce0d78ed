using System.ComponentModel.DataAnnotations;

namespace GovPlatform.ServiceDefaults;

/// <summary>How long each text of a list may be, and that none is empty; the OpenAPI document says so too.</summary>
/// <param name="most">Characters.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class EachLengthAttribute(int most) : ValidationAttribute($"Each item of {{0}} has 1 to {most} characters.")
{
    public int Most { get; } = most;

    public override bool IsValid(object? value) => value is not IEnumerable<string> items || items.All(item => item.Length > 0 && item.Length <= Most);
}
