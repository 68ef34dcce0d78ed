using System.Text.Json;

namespace GovPlatform.Matters;

/// <summary>What kind of value each keyword of a form takes.</summary>
internal static class FormWords
{
    private const int MostOptions = 500;
    private const int LongestPattern = 200;

    public static bool Fits(JsonProperty word) => word.Name switch
    {
        "type" or "title" or "description" or "pattern" or "format" => word.Value.ValueKind == JsonValueKind.String,
        "minLength" or "maxLength" or "minItems" or "maxItems" => word.Value.ValueKind == JsonValueKind.Number && word.Value.TryGetInt32(out var count) && count >= 0,
        "minimum" or "maximum" => word.Value.ValueKind == JsonValueKind.Number,
        "enum" => word.Value.ValueKind == JsonValueKind.Array && word.Value.GetArrayLength() is > 0 and <= MostOptions && word.Value.EnumerateArray().All(IsPlain),
        "const" => IsPlain(word.Value),
        _ => true,
    };

    /// <summary>What is published compiles where values are checked.</summary>
    public static bool IsPattern(string pattern) => pattern.Length <= LongestPattern && FormPattern.TryCompile(pattern, out _);

    private static bool IsPlain(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;
}
