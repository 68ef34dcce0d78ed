using System.Text.Json;

namespace GovPlatform.ServiceDefaults;

/// <summary>One schema of a form, compiled: what a value at its place must be.</summary>
internal sealed class FormNode
{
    private bool never;
    private bool blankIsMissing;
    private string? type;
    private JsonElement? constant;
    private JsonElement[]? options;
    private TextRule? text;
    private JsonElement? minimum;
    private JsonElement? maximum;
    private FormNode? items;
    private int minItems;
    private int maxItems = int.MaxValue;
    private Dictionary<string, FormNode>? properties;
    private string[] required = [];
    private FormNode? when;
    private FormNode? then;
    private FormNode? otherwise;
    private FormNode[] all = [];

    /// <summary>Refuses every value.</summary>
    public static FormNode Nothing { get; } = new() { never = true };

    public static FormNode Of(JsonElement schema, bool blankIsMissing)
    {
        if (schema.ValueKind == JsonValueKind.False)
            return Nothing;
        var node = new FormNode { blankIsMissing = blankIsMissing };
        if (schema.ValueKind == JsonValueKind.Object)
        {
            foreach (var word in schema.EnumerateObject())
                node.Take(word.Name, word.Value);
            node.text = TextRule.Of(schema);
        }
        return node;
    }

    private void Take(string word, JsonElement value)
    {
        switch (word, value.ValueKind)
        {
            case ("type", JsonValueKind.String): type = value.GetString(); break;
            case ("const", _): constant = value.Clone(); break;
            case ("enum", JsonValueKind.Array): options = [.. value.Clone().EnumerateArray()]; break;
            case ("minimum", JsonValueKind.Number): minimum = value.Clone(); break;
            case ("maximum", JsonValueKind.Number): maximum = value.Clone(); break;
            case ("minItems", JsonValueKind.Number): minItems = JsonNumber.Count(value); break;
            case ("maxItems", JsonValueKind.Number): maxItems = JsonNumber.Count(value); break;
            case ("items", _): items = Inner(value); break;
            case ("properties", JsonValueKind.Object):
                properties = value.EnumerateObject().ToDictionary(property => property.Name, property => Inner(property.Value), StringComparer.Ordinal);
                break;
            case ("required", JsonValueKind.Array):
                required = [.. value.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)];
                break;
            case ("if", _): when = Of(value, blankIsMissing: false); break;
            case ("then", _): then = Inner(value); break;
            case ("else", _): otherwise = Inner(value); break;
            case ("allOf", JsonValueKind.Array): all = [.. value.EnumerateArray().Select(Inner)]; break;
        }
    }

    private FormNode Inner(JsonElement schema) => Of(schema, blankIsMissing);

    /// <summary>Tells what is wrong with a value that FormReading has read.</summary>
    public void Judge(JsonElement value, string at, FormFindings told)
    {
        if (told.IsFull)
            return;
        if (never)
            told.Add(at, "value-refused", "此处不得填写", "Nothing may stand here");
        else if (type is not null && !IsOfType(value))
            told.Add(at, "value-type", $"应为{TypeName}", $"Is to be of type {type}");
        else
        {
            Choices(value, at, told);
            if (value.ValueKind == JsonValueKind.String)
                text?.Judge(value.GetString()!, at, told);
            else if (value.ValueKind == JsonValueKind.Number)
                Range(JsonNumber.Of(value), at, told);
            else if (value.ValueKind == JsonValueKind.Array)
                List(value, at, told);
            else if (value.ValueKind == JsonValueKind.Object)
                Group(value, at, told);
            Conditions(value, at, told);
        }
    }

    private void Choices(JsonElement value, string at, FormFindings told)
    {
        if (constant is { } only && !SameValue.Of(value, only))
            told.Add(at, "value-const", $"应为{only}", $"Is to be {only}");
        if (options is not null && !Array.Exists(options, option => SameValue.Of(value, option)))
            told.Add(at, "value-enum", "不在可选范围内", "Is none of the values to choose from");
    }

    private void Range(JsonNumber value, string at, FormFindings told)
    {
        if (minimum is { } least && value.CompareTo(JsonNumber.Of(least)) < 0)
            told.Add(at, "value-too-small", $"不得小于{least}", $"Is to be at least {least}");
        if (maximum is { } most && value.CompareTo(JsonNumber.Of(most)) > 0)
            told.Add(at, "value-too-great", $"不得大于{most}", $"Is to be at most {most}");
    }

    private void List(JsonElement value, string at, FormFindings told)
    {
        var count = value.GetArrayLength();
        if (count < minItems)
            told.Add(at, "items-too-few", $"至少{minItems}项", $"Is to hold at least {minItems}");
        if (count > maxItems)
            told.Add(at, "items-too-many", $"至多{maxItems}项", $"Is to hold at most {maxItems}");
        if (items is not null)
            foreach (var (i, item) in value.EnumerateArray().Index())
                items.Judge(item, $"{at}/{i}", told);
    }

    private void Group(JsonElement value, string at, FormFindings told)
    {
        if (properties is not null)
            foreach (var member in value.EnumerateObject())
                if (properties.TryGetValue(member.Name, out var property))
                    property.Judge(member.Value, FormFindings.Under(at, member.Name), told);
        if (told.Complete)
            foreach (var name in required)
                if (!value.TryGetProperty(name, out var answer) || (blankIsMissing && answer.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(answer.GetString())))
                    told.Add(FormFindings.Under(at, name), "field-missing", "必填", "Is required");
    }

    private void Conditions(JsonElement value, string at, FormFindings told)
    {
        foreach (var part in all)
            part.Judge(value, at, told);
        if (when is not null && (when.Holds(value) ? then : otherwise) is { } branch)
            branch.Judge(value, at, told);
    }

    /// <summary>Also in a draft an 'if' that requires a field holds only where that is filled.</summary>
    private bool Holds(JsonElement value)
    {
        var told = new FormFindings(complete: true, most: 1);
        Judge(value, "", told);
        return told.All.Count == 0;
    }

    private bool IsOfType(JsonElement value) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && JsonNumber.Of(value).IsInteger,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => false,
    };

    private string TypeName => type switch
    {
        "string" => "文字",
        "number" => "数字",
        "integer" => "整数",
        "boolean" => "是或者否",
        "array" => "列表",
        "object" => "一组字段",
        _ => type!,
    };
}
