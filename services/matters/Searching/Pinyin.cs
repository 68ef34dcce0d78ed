using System.Collections.Frozen;

namespace GovPlatform.Matters;

/// <summary>How characters are read, without tones, and with what many do not tell apart made one: zh z, ch c, sh s, ng n.</summary>
internal static class Pinyin
{
    private static readonly FrozenDictionary<string, string[]> Characters;
    private static readonly FrozenSet<string> Syllables;
    private const int LongestSyllable = 6;

    static Pinyin()
    {
        // Lines of seed/pinyin.csv: syllable, characters read so first, characters read so too.
        var lines = SeedCatalogue.Text("seed/pinyin.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#').Select(line => line.Split(',')).ToList();
        Characters = lines.SelectMany(line => Of(line[1], line[0], 0).Concat(Of(line[2], line[0], 1)))
            .GroupBy(reading => reading.Character)
            .ToFrozenDictionary(group => group.Key, group => group.OrderBy(reading => reading.Order).Select(reading => reading.Syllable).ToArray());
        Syllables = lines.Select(line => line[0]).Concat(["lue", "nue"]).ToFrozenSet();
    }

    /// <summary>Readings of a character, the usual one first; a Latin letter or digit reads as itself; none where unknown.</summary>
    public static string[] Readings(string character) =>
        Characters.TryGetValue(character, out var known) ? known : char.IsAscii(character[0]) ? [character] : [];

    /// <summary>What sounds alike as one.</summary>
    public static string Folded(string syllable)
    {
        var heard = syllable is ['z' or 'c' or 's', 'h', ..] ? $"{syllable[0]}{syllable[2..]}" : syllable;
        return heard.EndsWith("ng", StringComparison.Ordinal) ? heard[..^1] : heard.Replace("lue", "lve", StringComparison.Ordinal).Replace("nue", "nve", StringComparison.Ordinal);
    }

    /// <summary>Letters cut into the fewest syllables, a letter that begins none standing for its word; null where a letter can begin no word.</summary>
    public static IReadOnlyList<string>? Cut(string letters)
    {
        // best[i]: what the first i letters cost, and where the last piece of them begins. A lone letter costs more than any syllable.
        var best = new (int Cost, int From)[letters.Length + 1];
        for (var end = 1; end <= letters.Length; end++)
        {
            best[end] = (int.MaxValue, -1);
            for (var from = Math.Max(0, end - LongestSyllable); from < end; from++)
            {
                var cost = Syllables.Contains(letters[from..end]) ? 2 : end - from == 1 && letters[from] is >= 'a' and <= 'z' and not ('i' or 'u' or 'v') ? 3 : -1;
                if (cost > 0 && best[from].Cost != int.MaxValue && best[from].Cost + cost < best[end].Cost)
                    best[end] = (best[from].Cost + cost, from);
            }
        }
        if (best[^1].From < 0)
            return null;
        List<string> pieces = [];
        for (var end = letters.Length; end > 0; end = best[end].From)
            pieces.Insert(0, letters[best[end].From..end]);
        return pieces;
    }

    private static IEnumerable<(string Character, string Syllable, int Order)> Of(string characters, string syllable, int order) =>
        characters.EnumerateRunes().Select(rune => (rune.ToString(), syllable, order));
}
