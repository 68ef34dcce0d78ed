using System.Text.Json;

namespace GovPlatform.ServiceDefaults;

/// <summary>Whether JSON can be read at all, and in one way only: Unicode text, no name twice, not endlessly deep.</summary>
internal sealed class FormReading(FormFindings told, int deepest, bool nul)
{
    /// <summary>False where something was found, and told.</summary>
    /// <param name="nul">True takes U+0000, which no column of text can hold.</param>
    public static bool Read(JsonElement value, FormFindings told, int deepest, bool nul)
    {
        new FormReading(told, deepest, nul).Visit(value, "", 0);
        return told.All.Count == 0;
    }

    private void Visit(JsonElement value, string at, int depth)
    {
        if (told.IsFull)
            return;
        if (depth > deepest)
            told.Add(at, "form-too-deep", $"内容嵌套不得超过{deepest}层", $"Values nest at most {deepest} deep");
        else if (value.ValueKind == JsonValueKind.String && !IsText(value.GetString))
            NoText(at);
        else if (value.ValueKind == JsonValueKind.Array)
            foreach (var (i, item) in value.EnumerateArray().Index())
                Visit(item, $"{at}/{i}", depth + 1);
        else if (value.ValueKind == JsonValueKind.Object)
            VisitMembers(value, at, depth);
    }

    private void VisitMembers(JsonElement value, string at, int depth)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
            if (!IsText(() => member.Name))
                NoText(at);
            else if (!names.Add(member.Name))
                told.Add(FormFindings.Under(at, member.Name), "field-duplicate", "同一字段重复出现", "The same field stands here twice");
            else
                Visit(member.Value, FormFindings.Under(at, member.Name), depth + 1);
    }

    private void NoText(string at) => told.Add(at, "text-invalid", "含有无效字符", "Holds characters that are no valid text");

    // Half a surrogate pair, or bytes that are not UTF-8: the reader finds them only when the text is asked for.
    private bool IsText(Func<string?> text)
    {
        try
        {
            return text() is { } read && (nul || !read.Contains('\0', StringComparison.Ordinal));
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
