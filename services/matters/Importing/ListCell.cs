using System.Text;
using System.Text.RegularExpressions;

namespace GovPlatform.Matters.Importing;

/// <summary>Several values in one cell: parted by bars, else by line breaks, else, where they are words, by semicolons. What is written comes back as it was.</summary>
internal static partial class ListCell
{
    public static string Join(IEnumerable<string> items)
    {
        var list = items.ToList();
        // A bar at the end says that the one value is not to be cut.
        return list is [var only] && !Special().IsMatch(only) ? only
            : list is [_] ? $"{Escaped(list[0])}|"
            : string.Join('|', list.Select(Escaped));
    }

    /// <param name="words">Short words, which a semicolon parts too; codes also a comma.</param>
    public static IReadOnlyList<string> Split(string text, bool words, bool codes) =>
        text.Contains('|', StringComparison.Ordinal) ? Bars(text) : Kept(codes ? Codes().Split(text) : words ? Semicolons().Split(text) : Lines().Split(text));

    private static string Escaped(string item) => item.Replace("\\", @"\\", StringComparison.Ordinal).Replace("|", @"\|", StringComparison.Ordinal);

    private static List<string> Bars(string text)
    {
        List<string> items = [];
        var item = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '\\' or '|')
                item.Append(text[++i]);
            else if (text[i] == '|')
                Take();
            else
                item.Append(text[i]);
        }
        Take();
        return Kept(items);

        void Take()
        {
            items.Add(item.ToString());
            item.Clear();
        }
    }

    private static List<string> Kept(IEnumerable<string> items) => [.. items.Select(item => item.Trim()).Where(item => item.Length > 0)];

    [GeneratedRegex(@"[|\\；;，,、\s]")]
    private static partial Regex Special();

    // An answer stays with its question.
    [GeneratedRegex(@"\r?\n(?!\s*答)")]
    private static partial Regex Lines();

    [GeneratedRegex("[；;\r\n]+")]
    private static partial Regex Semicolons();

    [GeneratedRegex(@"[；;，,、\s]+")]
    private static partial Regex Codes();
}
