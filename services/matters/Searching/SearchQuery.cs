namespace GovPlatform.Matters;

/// <summary>What somebody typed, as questions to the index, the surest first; a null one finds nothing.</summary>
/// <param name="Whole">All its letters.</param>
/// <param name="Core">Without the words around the thing looked for.</param>
/// <param name="Letters">Latin letters, which may be initials; null where there is Chinese.</param>
/// <param name="Said">Every piece in the name or in what it is called.</param>
/// <param name="Called">The same with other words for it.</param>
/// <param name="Sounding">Names that sound or abbreviate so.</param>
/// <param name="Mistyped">Names from which it differs by one character.</param>
/// <param name="Told">Every piece in the name or text.</param>
/// <param name="Partly">Some pieces in the name; the weight of those decides.</param>
internal sealed record SearchQuery(
    string Whole, string Core, string? Letters, string? Said, string? Called, string? Sounding, string? Mistyped, string? Told, string? Partly, IReadOnlyList<SearchQuery.Piece> Pieces)
{
    private const int MostCharacters = 24;

    /// <summary>What counts for a name that holds it; of one part the heaviest does.</summary>
    internal sealed record Piece(string Text, int Part, int Weight);

    /// <summary>Null where nothing can be looked for.</summary>
    public static SearchQuery? Of(string query, string region)
    {
        var words = SearchText.Words(query).Select(word => string.Concat(word)).ToList();
        if (words.Count == 0)
            return null;
        var core = words.SelectMany(Fillers.Stripped).ToList();
        var parts = core.SelectMany(Parts).ToList();
        var terms = new SearchTerms(region);
        // Longer text is looked for as it is: alternatives of it would be many, and it tells enough.
        var brief = core.Sum(word => word.Length) <= MostCharacters;
        return new(
            string.Concat(words), string.Concat(core), core.All(word => char.IsAscii(word[0])) ? string.Concat(core) : null,
            Said: TermQuery.Any([terms.Said(words), terms.Said(core)]),
            Called: brief && parts.Any(part => part.Others.Count > 0) ? TermQuery.All(parts.Select(part => terms.Called(part))) : null,
            Sounding: brief ? TermQuery.All(core.Select(word => terms.Sounding(word))) : null,
            Mistyped: brief ? TermQuery.All(core.Select(word => terms.Mistyped(word))) : null,
            Told: TermQuery.All(parts.Where(part => part.Text.Length > 1).Select(part => brief ? terms.Called(part) : terms.Said([part.Text]))),
            Partly: brief ? terms.Partly(parts) : null,
            Pieces: brief ? [.. parts.SelectMany(Weighed)] : []);
    }

    // One character left beside a word says little: it narrows nothing.
    private static IEnumerable<Synonyms.Part> Parts(string word) =>
        Synonyms.Cut(word).ToList() is { Count: > 1 } parts && parts.Any(part => part.Text.Length > 1) ? parts.Where(part => part.Text.Length > 1) : Synonyms.Cut(word);

    private static IEnumerable<Piece> Weighed(Synonyms.Part part, int at)
    {
        const int perWord = 100;
        var pairs = SearchText.Pairs(SearchText.Characters(part.Text)).Distinct().ToList();
        if (part.Others.Count == 0)
            return pairs.Select((pair, i) => new Piece(pair, (at * perWord) + i, Fillers.IsWeak(pair) ? 1 : 3));
        return part.Others.SelectMany(other => other).Append(part.Text).Distinct().Select(text => new Piece(text, at * perWord, (3 * pairs.Count) + 1));
    }
}
