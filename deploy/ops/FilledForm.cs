using System.Text.Json;

namespace GovPlatform.Ops;

/// <summary>A form filled in as its schema asks, with values that belong to nobody: for the demo, the load and tests.</summary>
internal static class FilledForm
{
    private static readonly JsonElement[] Answers =
    [
        .. new[]
        {
            "示例", "2026-03-02", "13900001234", "471000", "62220200000000", "2026-410497-01-01-000001", "09:00:00+08:00", "2026-03-02T09:00:00+08:00",
            "demo@example.com", "https://example.com/", CitizenId.Synthetic("410497", 1).Value, CreditCode.Create('9', '1', RegionCode.Parse("410497"), "MA000000").Value, "410497",
        }.Select(text => JsonSerializer.SerializeToElement(text)),
        JsonSerializer.SerializeToElement(1),
        JsonSerializer.SerializeToElement(true),
    ];

    /// <summary>What is required, each with the first answer that its field takes; empty where there is no form.</summary>
    public static Dictionary<string, JsonElement> Of(JsonElement? form)
    {
        if (form is not { ValueKind: JsonValueKind.Object } schema || !schema.TryGetProperty("required", out var required))
            return [];
        var fields = schema.GetProperty("properties");
        return required.EnumerateArray().Select(name => name.GetString()!).ToDictionary(name => name, name => Answer(fields.GetProperty(name)));
    }

    private static JsonElement Answer(JsonElement field)
    {
        var check = FormCheck.Of(field);
        return (field.TryGetProperty("enum", out var options) ? options.EnumerateArray() : Answers.AsEnumerable()).FirstOrDefault(answer => check.Check(answer).Count == 0, Answers[0]);
    }
}
