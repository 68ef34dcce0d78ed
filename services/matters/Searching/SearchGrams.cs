using System.Text;

namespace GovPlatform.Matters;

/// <summary>Cuts Chinese and other text into overlapping pieces of two characters, so that words of two characters are found through an index.</summary>
internal static class SearchGrams
{
    /// <summary>Pieces of a name: its pairs and its single characters.</summary>
    public static HashSet<string> OfName(string name) => [.. Words(name).SelectMany(word => Pairs(word).Concat(word))];

    /// <summary>Pieces of longer text: pairs only, else a single character would find everything.</summary>
    public static HashSet<string> OfText(IEnumerable<string?> texts) => [.. texts.SelectMany(text => Words(text ?? "")).SelectMany(Pairs)];

    /// <summary>Pieces that a row must all have to match; empty where the query holds no letter or digit.</summary>
    public static string[] OfQuery(string query) => [.. Words(query).SelectMany(word => word.Count == 1 ? word : Pairs(word)).Distinct()];

    /// <summary>Lower case, full-width forms as ASCII.</summary>
    public static string Normal(string text) =>
        string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
                to[i] = char.ToLowerInvariant(from[i] is >= '！' and <= '～' ? (char)(from[i] - '！' + '!') : from[i]);
        });

    // By rune, since half a surrogate pair is no text that the database takes.
    private static IEnumerable<List<string>> Words(string text)
    {
        List<string> word = [];
        foreach (var rune in Normal(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                word.Add(rune.ToString());
            else if (word.Count > 0)
            {
                yield return word;
                word = [];
            }
        }
        if (word.Count > 0)
            yield return word;
    }

    private static IEnumerable<string> Pairs(List<string> word) => word.Zip(word.Skip(1), string.Concat);
}
