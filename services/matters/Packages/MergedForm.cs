using System.Text.Json;
using System.Text.Json.Nodes;

namespace GovPlatform.Matters;

/// <summary>One form for several matters: fields that more than one asks for come first and once, then those of each matter.</summary>
/// <param name="Schema">A JSON Schema of the subset in docs/forms.md; null where none of the matters has a form.</param>
/// <param name="Sections">The fields in the order in which they are asked.</param>
/// <param name="Fields">Which matters use each field.</param>
internal sealed record MergedForm(JsonElement? Schema, IReadOnlyList<FormSection> Sections, IReadOnlyDictionary<string, IReadOnlyList<string>> Fields)
{
    private static readonly string[] Worded = ["title", "description"];
    private static readonly string[] Conditions = ["if", "then", "else"];

    /// <summary>Fields that two matters ask in different ways; the first one's is asked.</summary>
    internal IReadOnlyList<(string Field, string First, string Second)> Differences { get; private init; } = [];

    public static MergedForm Of(IReadOnlyList<Matter> matters)
    {
        var forms = matters.Where(matter => matter.Content.Form is { ValueKind: JsonValueKind.Object }).Select(matter => (Matter: matter, Form: (JsonObject)JsonNode.Parse(matter.Content.Form!.Value.GetRawText())!)).ToList();
        List<(string Key, JsonNode? Schema, Matter Matter)> asked =
            [.. forms.SelectMany(form => form.Form["properties"] is JsonObject fields ? fields.Select(field => (field.Key, field.Value, form.Matter)) : [])];
        var byKey = asked.GroupBy(field => field.Key).ToList();
        List<FormSection> sections =
        [
            new("共用信息", null, [.. byKey.Where(field => field.Skip(1).Any()).Select(field => field.Key)]),
            .. forms.Select(form => new FormSection(form.Matter.Content.Name, form.Matter.Code, [.. byKey.Where(field => !field.Skip(1).Any() && field.First().Matter == form.Matter).Select(field => field.Key)])),
        ];
        sections.RemoveAll(section => section.Fields.Count == 0);
        return new(
            forms.Count == 0 ? null : JsonSerializer.SerializeToElement(Merge([.. forms.Select(form => form.Form)], sections, byKey.ToDictionary(field => field.Key, field => field.First().Schema))),
            sections, byKey.ToDictionary(field => field.Key, IReadOnlyList<string> (field) => [.. field.Select(use => use.Matter.Code)]))
        {
            Differences =
            [
                .. from field in byKey
                   from other in field.Skip(1)
                   where !JsonNode.DeepEquals(Bare(field.First().Schema), Bare(other.Schema))
                   select (field.Key, field.First().Matter.Content.Name, other.Matter.Content.Name),
            ],
        };
    }

    private static JsonObject Merge(IReadOnlyList<JsonObject> forms, IReadOnlyList<FormSection> sections, Dictionary<string, JsonNode?> fields)
    {
        var merged = new JsonObject { ["$schema"] = FormSchema.Dialect, ["type"] = "object", ["properties"] = new JsonObject(sections.SelectMany(section => section.Fields).Select(key => KeyValuePair.Create(key, fields[key]?.DeepClone()))) };
        var required = forms.SelectMany(form => form["required"] as JsonArray ?? []).Select(key => (string?)key).Distinct().ToList();
        merged["required"] = new JsonArray([.. required.Select(key => JsonValue.Create(key))]);
        // Each form's own condition becomes one of many; the same one of two matters is asked once.
        var conditions = forms.SelectMany(form => (form["allOf"] as JsonArray ?? []).Append(Condition(form))).OfType<JsonObject>().DistinctBy(condition => condition.ToJsonString()).ToList();
        if (conditions.Count > 0)
            merged["allOf"] = new JsonArray([.. conditions.Select(condition => condition.DeepClone())]);
        return merged;
    }

    private static JsonObject? Condition(JsonObject form) =>
        form["if"] is null ? null : new(form.Where(word => Conditions.Contains(word.Key)).Select(word => KeyValuePair.Create(word.Key, word.Value?.DeepClone())));

    /// <summary>What a field takes, without the words around it.</summary>
    private static JsonNode? Bare(JsonNode? schema) =>
        schema is JsonObject field ? new JsonObject(field.Where(word => !Worded.Contains(word.Key)).Select(word => KeyValuePair.Create(word.Key, word.Value?.DeepClone()))) : schema;
}

/// <summary>Fields that belong together.</summary>
/// <param name="MatterCode">The one matter that asks them; null for those that several share.</param>
internal sealed record FormSection(string Title, string? MatterCode, IReadOnlyList<string> Fields);
