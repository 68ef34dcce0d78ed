using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace GovPlatform.Matters;

/// <summary>数据元: a field that many forms share, so that its question is put the same way in each, and once where they are filled together.</summary>
public sealed record FormField
{
    [Required, StringLength(100, MinimumLength = 1)]
    public string Title { get; init; } = "";

    /// <summary>string, number, integer or boolean.</summary>
    [Required, RegularExpression("^(string|number|integer|boolean)$")]
    public string Type { get; init; } = "string";

    /// <summary>date, time, date-time, email, uri, id-number, credit-code or region-code.</summary>
    [StringLength(20)]
    public string? Format { get; init; }

    /// <summary>The values to choose from; empty where the answer is free.</summary>
    [Required, MaxLength(500)]
    public IReadOnlyList<string> Enum { get; init; } = [];

    [Range(1, 10000)]
    public int? MaxLength { get; init; }

    /// <summary>A regular expression without back-references and look-arounds.</summary>
    [StringLength(200)]
    public string? Pattern { get; init; }

    [StringLength(500)]
    public string? Description { get; init; }

    /// <summary>The field as a part of a form.</summary>
    internal JsonObject ToSchema()
    {
        var schema = new JsonObject { ["type"] = Type, ["title"] = Title };
        if (Description is not null)
            schema["description"] = Description;
        if (Format is not null)
            schema["format"] = Format;
        if (Enum.Count > 0)
            schema["enum"] = new JsonArray([.. Enum.Select(value => JsonValue.Create(value))]);
        if (MaxLength is not null && Type == "string")
            schema["maxLength"] = MaxLength;
        if (Pattern is not null)
            schema["pattern"] = Pattern;
        return schema;
    }
}
