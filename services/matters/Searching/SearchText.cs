using System.Text;

namespace GovPlatform.Matters;

/// <summary>Text as search sees it: lower case, full-width forms as ASCII, letters and digits only, in characters that are whole.</summary>
internal static class SearchText
{
    /// <summary>Lower case, full-width forms as ASCII.</summary>
    public static string Normal(string text) =>
        string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
                to[i] = char.ToLowerInvariant(from[i] is >= '！' and <= '～' ? (char)(from[i] - '！' + '!') : from[i]);
        });

    /// <summary>The letters and digits of a text, joined: 食品经营许可新办 of 食品经营许可（新办）.</summary>
    public static List<string> Characters(string text) => [.. Normal(text).EnumerateRunes().Where(Rune.IsLetterOrDigit).Select(rune => rune.ToString())];

    /// <summary>The words of a text, parted by what is no letter or digit, and where Latin meets Chinese.</summary>
    public static IEnumerable<List<string>> Words(string text)
    {
        List<string> word = [];
        // By rune, since half a surrogate pair is no text that the database takes.
        foreach (var rune in Normal(text).EnumerateRunes())
        {
            var letter = Rune.IsLetterOrDigit(rune) && rune != Rune.ReplacementChar;
            if (word.Count > 0 && (!letter || rune.IsAscii != char.IsAscii(word[^1][0])))
            {
                yield return word;
                word = [];
            }
            if (letter)
                word.Add(rune.ToString());
        }
        if (word.Count > 0)
            yield return word;
    }

    /// <summary>Overlapping pieces of two characters, because trigrams cannot find a word of two.</summary>
    public static IEnumerable<string> Pairs(IReadOnlyList<string> characters) => characters.Zip(characters.Skip(1), string.Concat);

    /// <summary>Its pairs; of a single character, itself.</summary>
    public static IEnumerable<string> Pieces(IReadOnlyList<string> characters) => characters.Count == 1 ? characters : Pairs(characters);
}
