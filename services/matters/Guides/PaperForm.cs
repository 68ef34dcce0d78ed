using System.Text.Json;

namespace GovPlatform.Matters;

/// <summary>The application form of a matter for paper: its fields in order, and the material that it is.</summary>
internal static class PaperForm
{
    private static readonly string[] Makes = ["申请", "申报", "申领", "登记", "备案", "审查", "审核", "审批", "核定", "投诉", "注册"];

    /// <summary>One field, or the heading of a group where it has fields of its own.</summary>
    /// <param name="When">On what other answer it depends; null where it is always filled.</param>
    internal sealed record Field(string Title, JsonElement Schema, bool Required, string? When, IReadOnlyList<Field> Fields);

    /// <summary>True where the form of the matter is this material: the first paper that an applicant makes and that is called a form, else the first that every applicant makes.</summary>
    public static bool Is(MatterContent matter, MaterialItem material) =>
        matter.Form is { ValueKind: JsonValueKind.Object } && material.Serial == (Own(matter).FirstOrDefault(paper => IsCalledForm(paper.Name)) ?? Own(matter).FirstOrDefault(paper => paper is { Requirement: "1", When.Count: 0 }))?.Serial;

    public static IReadOnlyList<Field> FieldsOf(JsonElement form) => [.. Fields(form, null)];

    private static IEnumerable<MaterialItem> Own(MatterContent matter) => matter.Materials.Where(material => material.SourceChannel is null or "10");

    private static bool IsCalledForm(string name)
    {
        var bare = name.Split('（')[0] is { Length: > 2 } cut ? cut : name;
        return Makes.Any(word => bare.Contains(word, StringComparison.Ordinal)) && (bare.EndsWith('书') || bare.EndsWith('表') || bare.EndsWith("申请", StringComparison.Ordinal));
    }

    private static IEnumerable<Field> Fields(JsonElement schema, string? when)
    {
        var required = Names(schema, "required");
        foreach (var property in Members(schema, "properties"))
            yield return Of(property, required.Contains(property.Name), when);
        var own = Members(schema, "properties").Select(property => property.Name).ToHashSet();
        foreach (var branch in Branches(schema))
            foreach (var (part, holds) in new[] { ("then", true), ("else", false) })
                if (branch.TryGetProperty(part, out var more))
                    foreach (var property in Members(more, "properties").Where(property => own.Add(property.Name)))
                        yield return Of(property, Names(more, "required").Contains(property.Name), Condition(schema, branch, holds));
    }

    private static Field Of(JsonProperty property, bool required, string? when)
    {
        var inner = Text(property.Value, "type") == "array" && property.Value.TryGetProperty("items", out var items) ? items : property.Value;
        return new(Text(property.Value, "title") ?? property.Name, property.Value, required, when, inner.TryGetProperty("properties", out _) ? [.. Fields(inner, null)] : []);
    }

    private static IEnumerable<JsonElement> Branches(JsonElement schema) =>
        (schema.TryGetProperty("if", out _) ? new[] { schema } : []).Concat(schema.TryGetProperty("allOf", out var all) ? all.EnumerateArray() : []);

    /// <summary>场所来源为租赁时填写.</summary>
    private static string? Condition(JsonElement schema, JsonElement branch, bool holds)
    {
        var said = from test in Members(branch.GetProperty("if"), "properties")
                   let title = Members(schema, "properties").Where(property => property.Name == test.Name).Select(property => Text(property.Value, "title")).FirstOrDefault() ?? test.Name
                   select $"{title}{(holds ? "为" : "不为")}{string.Join("、", Allowed(test.Value))}";
        return $"{string.Join("，且", said)}时填写";
    }

    /// <summary>The values of enum, or the one of const.</summary>
    public static IReadOnlyList<string> Allowed(JsonElement schema) =>
        schema.TryGetProperty("const", out var one) ? [Said(one)] : schema.TryGetProperty("enum", out var many) ? [.. many.EnumerateArray().Select(Said)] : [];

    public static string? Text(JsonElement schema, string member) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static string Said(JsonElement value) => value.ValueKind switch { JsonValueKind.True => "是", JsonValueKind.False => "否", _ => value.ToString() };

    private static List<JsonProperty> Members(JsonElement schema, string member) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(member, out var found) && found.ValueKind == JsonValueKind.Object ? [.. found.EnumerateObject()] : [];

    private static List<string> Names(JsonElement schema, string member) =>
        schema.TryGetProperty(member, out var found) && found.ValueKind == JsonValueKind.Array ? [.. found.EnumerateArray().Select(name => name.ToString())] : [];
}
