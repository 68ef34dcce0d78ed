using System.Text.Json;

namespace GovPlatform.Matters;

/// <summary>The forms that the platform can show and check: the subset of JSON Schema 2020-12 that docs/forms.md describes, and nothing else.</summary>
internal sealed class FormSchema
{
    public const string Dialect = "https://json-schema.org/draft/2020-12/schema";
    public const int MostFields = 200;

    private const int Deepest = 5;
    private const int MostBytes = 64 * 1024;

    private static readonly string[] Everywhere = ["type", "title", "description", "const", "enum"];
    private static readonly string[] Conditions = ["if", "then", "else", "allOf"];

    private static readonly Dictionary<string, string[]> Keywords = new()
    {
        ["object"] = ["properties", "required", .. Conditions],
        ["string"] = ["minLength", "maxLength", "pattern", "format"],
        ["number"] = ["minimum", "maximum"],
        ["integer"] = ["minimum", "maximum"],
        ["boolean"] = [],
        ["array"] = ["items", "minItems", "maxItems"],
    };

    private readonly List<Finding> findings = [];

    private FormSchema()
    {
    }

    /// <summary>What a field's text may be; the last three are the platform's own.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["date", "time", "date-time", "email", "uri", "id-number", "credit-code", "region-code"];

    /// <summary>The types of a field.</summary>
    public static IReadOnlyCollection<string> Types => Keywords.Keys;

    /// <summary>What is wrong with a form, by JSON pointer; nothing where there is no form.</summary>
    public static IReadOnlyList<Finding> Check(JsonElement? form, string pointer = "/form")
    {
        if (form is not { } root || root.ValueKind == JsonValueKind.Null)
            return [];
        var schema = new FormSchema();
        if (root.ValueKind != JsonValueKind.Object || Text(root, "type") != "object" || !root.TryGetProperty("properties", out _))
            schema.Say($"{pointer}/type", "form-type", "表单应当是有 properties 的 object", "A form is an object with properties");
        else if (root.GetRawText().Length > MostBytes)
            schema.Say(pointer, "form-too-large", "表单过大", $"A form has at most {MostBytes / 1024} KB");
        else
            schema.Object(root, pointer, 0, "$schema");
        return schema.findings;
    }

    /// <summary>An object of named fields: the form itself, a group in it, or one row of a table.</summary>
    private void Object(JsonElement schema, string at, int depth, string? also = null)
    {
        Known(schema, at, [.. Everywhere, .. Keywords["object"], .. also is null ? [] : new[] { also }]);
        if (also is not null && schema.TryGetProperty(also, out var dialect) && !(dialect.ValueKind == JsonValueKind.String && dialect.GetString() == Dialect))
            Say($"{at}/$schema", "form-dialect", $"$schema 应为 {Dialect}", $"$schema is {Dialect}");
        if (depth > Deepest)
        {
            Say(at, "form-too-deep", $"表单嵌套不超过{Deepest}层", $"A form nests at most {Deepest} deep");
            return;
        }
        var fields = Fields(schema, at, depth, whole: true);
        var more = schema.TryGetProperty("if", out _) ? Condition(schema, at, depth, fields) : [];
        if (schema.TryGetProperty("allOf", out var all))
            more.UnionWith(AllOf(all, $"{at}/allOf", depth, fields));
        Required(schema, at, [.. fields, .. more]);
        if (!schema.TryGetProperty("if", out _) && Conditions[1..3].FirstOrDefault(word => schema.TryGetProperty(word, out _)) is { } stray)
            Say($"{at}/{stray}", "form-condition", "then、else 应当与 if 同用", "then and else go with an if");
    }

    /// <summary>allOf holds nothing but if, then, else.</summary>
    private HashSet<string> AllOf(JsonElement all, string at, int depth, HashSet<string> fields)
    {
        HashSet<string> more = [];
        if (all.ValueKind != JsonValueKind.Array)
            Shape(at);
        else
            foreach (var (i, part) in all.EnumerateArray().Index())
            {
                Known(part, $"{at}/{i}", Conditions[..3]);
                if (part.ValueKind == JsonValueKind.Object)
                    more.UnionWith(Condition(part, $"{at}/{i}", depth, fields));
            }
        return more;
    }

    /// <summary>if names values of fields; then and else require, restrict or add fields. Gives the fields added.</summary>
    private HashSet<string> Condition(JsonElement schema, string at, int depth, HashSet<string> fields)
    {
        if (!schema.TryGetProperty("if", out var when) || !schema.TryGetProperty("then", out _))
            Say(at, "form-condition", "条件应当有 if 和 then", "A condition has an if and a then");
        else
        {
            Known(when, $"{at}/if", ["properties", "required"]);
            foreach (var name in Fields(when, $"{at}/if", depth, whole: false).Except(fields))
                Say($"{at}/if/properties/{name}", "form-field-unknown", $"表单没有字段“{name}”", $"The form has no field '{name}'");
        }
        HashSet<string> more = [];
        foreach (var branch in Conditions[1..3])
            if (schema.TryGetProperty(branch, out var then))
            {
                Known(then, $"{at}/{branch}", ["properties", "required"]);
                var added = Fields(then, $"{at}/{branch}", depth, whole: false);
                Required(then, $"{at}/{branch}", [.. fields, .. added]);
                more.UnionWith(added);
            }
        return more;
    }

    private HashSet<string> Fields(JsonElement schema, string at, int depth, bool whole)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties))
            return [];
        if (properties.ValueKind != JsonValueKind.Object || properties.GetPropertyCount() > MostFields)
        {
            Shape($"{at}/properties");
            return [];
        }
        foreach (var property in properties.EnumerateObject())
            Field(property, $"{at}/properties/{property.Name}", depth, whole);
        return [.. properties.EnumerateObject().Select(property => property.Name)];
    }

    private void Field(JsonProperty field, string at, int depth, bool whole)
    {
        if (!FormFields.IsKey(field.Name))
            Say(at, "form-field-name", "字段名应以小写字母开头，只含字母和数字", "A field's name begins with a lower-case letter and holds letters and digits");
        if (whole && field.Value.ValueKind == JsonValueKind.Object && string.IsNullOrWhiteSpace(Text(field.Value, "title")))
            Say($"{at}/title", "form-title-missing", "字段应当有 title", "A field has a title");
        Value(field.Value, at, depth + 1, whole);
    }

    private void Value(JsonElement schema, string at, int depth, bool whole)
    {
        var type = Text(schema, "type");
        if (schema.ValueKind != JsonValueKind.Object)
            Shape(at);
        else if (type is null ? whole : !Keywords.ContainsKey(type))
            Say($"{at}/type", "form-type", $"type 应为 {string.Join('、', Types)}", $"type is one of {string.Join(", ", Types)}");
        else if (type == "object")
            Object(schema, at, depth);
        else
        {
            Known(schema, at, [.. Everywhere, .. type is null ? Keywords.Where(known => known.Key != "object").SelectMany(known => known.Value) : Keywords[type]]);
            Words(schema, at);
            if (schema.TryGetProperty("items", out var items))
                Value(items, $"{at}/items", depth + 1, whole: true);
            else if (type == "array")
                Say($"{at}/items", "form-shape", "array 应当有 items", "An array has items");
        }
    }

    private void Words(JsonElement schema, string at)
    {
        foreach (var word in schema.EnumerateObject())
            if (!FormWords.Fits(word))
                Shape($"{at}/{word.Name}");
        if (Text(schema, "format") is { } format && !Formats.Contains(format))
            Say($"{at}/format", "form-format", $"format 应为 {string.Join('、', Formats)}", $"format is one of {string.Join(", ", Formats)}");
        if (Text(schema, "pattern") is { } pattern && !FormWords.IsPattern(pattern))
            Say($"{at}/pattern", "form-pattern", "pattern 不是可用的正则表达式（不支持回溯引用和环视）", "pattern is no regular expression without back-references and look-arounds");
    }

    private void Required(JsonElement schema, string at, HashSet<string> fields)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("required", out var required))
            return;
        if (required.ValueKind != JsonValueKind.Array || required.EnumerateArray().Any(name => name.ValueKind != JsonValueKind.String))
            Shape($"{at}/required");
        else
            foreach (var (i, name) in required.EnumerateArray().Index().Where(name => !fields.Contains(name.Item.GetString()!)))
                Say($"{at}/required/{i}", "form-field-unknown", $"表单没有字段“{name}”", $"The form has no field '{name}'");
    }

    private void Known(JsonElement schema, string at, IReadOnlyCollection<string> words)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            Shape(at);
        else
            foreach (var word in schema.EnumerateObject().Select(word => word.Name).Where(word => !words.Contains(word)))
                Say($"{at}/{word}", "form-keyword", $"此处不支持“{word}”", $"'{word}' is not supported here");
    }

    private void Shape(string at) => Say(at, "form-shape", "值的类型不正确", "The value is not of the right kind");

    private void Say(string at, string code, string zh, string en) => findings.Add(new(at, code, zh, en));

    private static string? Text(JsonElement schema, string word) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(word, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
