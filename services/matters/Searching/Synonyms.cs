using System.Collections.Frozen;

namespace GovPlatform.Matters;

/// <summary>What people say and what the catalogue calls it: seed/synonyms.csv, a line a meaning.</summary>
internal static class Synonyms
{
    private const int LongestWord = 8;

    // What a word may be found as, beside itself; an alternative of several words is found where all of them are.
    private static readonly FrozenDictionary<string, string[][]> Alternatives = Read();

    /// <summary>A part of a query: its text, and what else it may be called.</summary>
    internal sealed record Part(string Text, IReadOnlyList<string[]> Others);

    /// <summary>A word cut into those that have synonyms, the longest first, and what is left between them.</summary>
    public static IEnumerable<Part> Cut(string word)
    {
        var begins = 0;
        for (var at = 0; at < word.Length;)
        {
            var length = Enumerable.Range(2, LongestWord - 1).Reverse().FirstOrDefault(long_ => at + long_ <= word.Length && Alternatives.ContainsKey(word.Substring(at, long_)));
            if (length == 0)
            {
                at++;
                continue;
            }
            if (at > begins)
                yield return new(word[begins..at], []);
            yield return new(word.Substring(at, length), Alternatives[word.Substring(at, length)]);
            begins = at += length;
        }
        if (begins < word.Length)
            yield return new(word[begins..], []);
    }

    private static FrozenDictionary<string, string[][]> Read()
    {
        Dictionary<string, HashSet<string>> found = [];
        foreach (var line in SeedCatalogue.Text("seed/synonyms.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Skip(1))
        {
            var cells = line.Split(',');
            var said = cells[0].Split('|');
            foreach (var word in said.Select(SearchText.Normal))
            {
                var others = found.TryGetValue(word, out var known) ? known : found[word] = [];
                others.UnionWith(said.Concat(cells[1].Split('|', StringSplitOptions.RemoveEmptyEntries)).Select(SearchText.Normal));
                others.Remove(word);
            }
        }
        return found.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Select(other => other.Split(' ')).ToArray());
    }
}
