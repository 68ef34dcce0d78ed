using System.Text.Json;
using System.Text.RegularExpressions;

namespace GovPlatform.ServiceDefaults;

/// <summary>What a schema asks of text.</summary>
internal sealed class TextRule
{
    private int minLength;
    private int maxLength = int.MaxValue;
    private Regex? pattern;
    private TextFormat? format;

    /// <summary>Null where it asks nothing.</summary>
    public static TextRule? Of(JsonElement schema)
    {
        var (rule, asks) = (new TextRule(), false);
        foreach (var word in schema.EnumerateObject())
            asks |= rule.Take(word.Name, word.Value);
        return asks ? rule : null;
    }

    private bool Take(string word, JsonElement value)
    {
        switch (word, value.ValueKind)
        {
            case ("minLength", JsonValueKind.Number): minLength = JsonNumber.Count(value); return true;
            case ("maxLength", JsonValueKind.Number): maxLength = JsonNumber.Count(value); return true;
            case ("pattern", JsonValueKind.String): return FormPattern.TryCompile(value.GetString()!, out pattern);
            case ("format", JsonValueKind.String): return TextFormat.All.TryGetValue(value.GetString()!, out format);
            default: return false;
        }
    }

    public void Judge(string text, string at, FormFindings told)
    {
        // Code points: a rare character outside the basic plane is one.
        var length = text.Length - text.Count(char.IsLowSurrogate);
        if (length < minLength)
            told.Add(at, "value-too-short", $"至少{minLength}个字符", $"Is to have at least {minLength} characters");
        if (length > maxLength)
            told.Add(at, "value-too-long", $"至多{maxLength}个字符", $"Is to have at most {maxLength} characters");
        if (pattern is not null && !Matches(text))
            told.Add(at, "value-pattern", "格式不符合要求", "Does not have the form that is asked for");
        if (format is not null && !format.Fits(text))
            told.Add(at, "value-format", $"不是有效的{format.Zh}", $"Is no valid {format.En}");
    }

    private bool Matches(string text)
    {
        try
        {
            return pattern!.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
