using System.Text.Json;

namespace GovPlatform.ServiceDefaults;

/// <summary>Which fields a form has, at each place, counting those that its conditions add; anything else is refused.</summary>
internal sealed class KnownFields
{
    private static readonly string[] Branches = ["then", "else"];

    private readonly Dictionary<string, KnownFields> named = new(StringComparer.Ordinal);
    private KnownFields? items;

    public static KnownFields Of(JsonElement schema)
    {
        var fields = new KnownFields();
        fields.Add(schema);
        return fields;
    }

    public void Refuse(JsonElement value, string at, FormFindings told)
    {
        if (value.ValueKind == JsonValueKind.Object)
            foreach (var member in value.EnumerateObject())
                if (named.TryGetValue(member.Name, out var field))
                    field.Refuse(member.Value, FormFindings.Under(at, member.Name), told);
                else
                    told.Add(FormFindings.Under(at, member.Name), "field-unknown", "表单没有该字段", "The form has no such field");
        else if (value.ValueKind == JsonValueKind.Array && items is not null)
            foreach (var (i, item) in value.EnumerateArray().Index())
                items.Refuse(item, $"{at}/{i}", told);
    }

    private void Add(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return;
        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
            foreach (var property in properties.EnumerateObject())
                Under(property.Name).Add(property.Value);
        if (schema.TryGetProperty("items", out var each))
            (items ??= new()).Add(each);
        foreach (var word in Branches)
            if (schema.TryGetProperty(word, out var branch))
                Add(branch);
        if (schema.TryGetProperty("allOf", out var all) && all.ValueKind == JsonValueKind.Array)
            foreach (var part in all.EnumerateArray())
                Add(part);
    }

    private KnownFields Under(string name) => named.TryGetValue(name, out var field) ? field : named[name] = new();
}
