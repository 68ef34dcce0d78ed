namespace GovPlatform.Matters;

/// <summary>Puts parts of a query as questions to the terms of one county.</summary>
internal sealed class SearchTerms(string region)
{
    private const int ShortestMistyped = 3;
    private const int LongestMistyped = 12;
    private const int MostPartly = 12;

    /// <summary>Every piece of these words.</summary>
    public string? Said(IEnumerable<string> words) => TermQuery.All(words.SelectMany(word => SearchText.Pieces(SearchText.Characters(word))).Select(Term));

    /// <summary>The part, or anything else it is called.</summary>
    public string? Called(Synonyms.Part part) => TermQuery.Any(part.Others.Prepend([part.Text]).Select(Said));

    /// <summary>What sounds like the word; of Latin letters, also what they are the initials of.</summary>
    public string? Sounding(string word) => char.IsAscii(word[0]) ? TermQuery.Any([Spelt(word), Abbreviated(word)]) : SoundingAlike(SearchText.Characters(word));

    /// <summary>What the word becomes when one character is replaced, left out, put in, or changes places with the next.</summary>
    public string? Mistyped(string word)
    {
        var characters = SearchText.Characters(word);
        if (characters.Count is < ShortestMistyped or > LongestMistyped || char.IsAscii(word[0]))
            return Said([word]);
        var places = Enumerable.Range(0, characters.Count).ToList();
        return TermQuery.Any(
            places.Select(at => Held([.. characters[..at], null, .. characters[(at + 1)..]]))
                .Concat(places.Select(at => Held([.. characters[..at], .. characters[(at + 1)..]])))
                .Concat(places.Skip(1).Select(at => Held([.. characters[..at], null, .. characters[at..]])))
                .Concat(places.Skip(1).Select(at => Held([.. characters[..(at - 1)], characters[at], characters[at - 1], .. characters[(at + 1)..]]))));
    }

    /// <summary>Any part that tells something; of longer text two of its pairs.</summary>
    public string? Partly(IReadOnlyList<Synonyms.Part> parts)
    {
        var pairs = parts.Where(part => part.Others.Count == 0).SelectMany(part => SearchText.Pairs(SearchText.Characters(part.Text)))
            .Where(pair => !Fillers.IsWeak(pair)).Distinct().Take(MostPartly).ToList();
        var plain = pairs.Count <= 2
            ? pairs.Select(Term)
            : pairs.SelectMany((first, at) => pairs.Skip(at + 1).Select(second => TermQuery.All([Term(first), Term(second)])));
        return TermQuery.Any(parts.Where(part => part.Others.Count > 0 && !Fillers.IsWeak(part.Text)).Select(Called).Concat(plain));
    }

    private string Term(string piece) => $"'{region}{piece}'";

    /// <summary>Characters in this order, a null standing for any: their pairs, and alone those that lost a neighbour.</summary>
    private string? Held(IReadOnlyList<string?> characters)
    {
        var pairs = characters.Zip(characters.Skip(1), (first, second) => first is null || second is null ? null : first + second).OfType<string>().ToList();
        var alone = characters.Where((character, at) => character is not null && ((at > 0 && characters[at - 1] is null) || (at + 1 < characters.Count && characters[at + 1] is null)));
        // What tells nothing would find everything.
        return pairs.Any(pair => !Fillers.IsWeak(pair)) || (pairs.Count > 0 && alone.Any()) ? TermQuery.All(pairs.Concat(alone).Select(piece => Term(piece!))) : null;
    }

    private string? SoundingAlike(List<string> characters) =>
        characters.Count == 1
            ? Term(characters[0])
            : TermQuery.All(characters.Zip(characters.Skip(1), (first, second) =>
                TermQuery.Any(from a in Pinyin.Readings(first) from b in Pinyin.Readings(second) select Term(MatterTerms.Sound(a, b)))));

    private string? Spelt(string letters)
    {
        if (Pinyin.Cut(letters) is not { } pieces || pieces.All(piece => piece.Length == 1))
            return null;
        if (pieces.Count == 1)
            return Term(MatterTerms.Sound(pieces[0]));
        return TermQuery.All(pieces.Zip(pieces.Skip(1), (first, second) => Term(first.Length > 1 && second.Length > 1 ? MatterTerms.Sound(first, second) : MatterTerms.Initial(first, second))));
    }

    private string? Abbreviated(string letters) =>
        letters.Length < 2 || !letters.All(char.IsAsciiLetter) ? null : TermQuery.All(letters.Zip(letters.Skip(1), (first, second) => Term(MatterTerms.Initial($"{first}", $"{second}"))));
}
