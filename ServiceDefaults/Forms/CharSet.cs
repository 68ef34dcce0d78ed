using System.Text;

namespace GovPlatform.ServiceDefaults;

/// <summary>A set of characters of a pattern, as ranges of code points.</summary>
internal sealed class CharSet
{
    public const int Last = 0x10FFFF;

    private const int Basic = 0xFFFF;

    // GB 18030 and UAX 24: Han, with its radicals, numerals and iteration marks.
    private static readonly (int, int)[] Han =
    [
        (0x2E80, 0x2E99), (0x2E9B, 0x2EF3), (0x2F00, 0x2FD5), (0x3005, 0x3005), (0x3007, 0x3007), (0x3021, 0x3029), (0x3038, 0x303B), (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF), (0xF900, 0xFA6D), (0xFA70, 0xFAD9), (0x16FE2, 0x16FE3), (0x16FF0, 0x16FF1), (0x20000, 0x2A6DF), (0x2A700, 0x2EE5D),
        (0x2F800, 0x2FA1D), (0x30000, 0x323AF),
    ];

    private readonly List<(int From, int To)> ranges = [];

    public static CharSet Digits { get; } = new(('0', '9'));

    public static CharSet Word { get; } = new(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    public static CharSet Space { get; } = new(
        ('\t', '\r'), (' ', ' '), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF));

    /// <summary>What . stands for.</summary>
    public static CharSet AnyOfOneLine { get; } = new CharSet(('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029)).Others();

    public CharSet(params ReadOnlySpan<(int, int)> ranges) => this.ranges.AddRange(ranges);

    public static CharSet Of(int point) => new((point, point));

    /// <exception cref="FormatException">One of the two is not a single character, or they are in the wrong order.</exception>
    public static CharSet Between(CharSet from, CharSet to) =>
        from.ranges is [var (a, b)] && to.ranges is [var (c, d)] && a == b && c == d && a <= c ? new((a, c)) : throw new FormatException("No range.");

    /// <exception cref="FormatException">The property is not of the subset.</exception>
    public static CharSet Property(string name) => name switch
    {
        "Script=Han" or "sc=Han" => new(Han),
        "Letter" or "L" => Where(Rune.IsLetter),
        "Number" or "N" => Where(Rune.IsNumber),
        _ => throw new FormatException("A property that is not of the subset."),
    };

    public void Add(CharSet more) => ranges.AddRange(more.ranges);

    public CharSet Others()
    {
        var (others, next) = (new CharSet(), 0);
        foreach (var (from, to) in ranges.Order())
        {
            if (from > next)
                others.Append(next, from - 1);
            next = Math.Max(next, to + 1);
        }
        if (next <= Last)
            others.Append(next, Last);
        return others;
    }

    /// <summary>Writes the set for .NET, whose characters are UTF-16 units: what lies outside the basic plane becomes pairs.</summary>
    public void Write(StringBuilder net)
    {
        var (basic, pairs) = (new StringBuilder(), new SortedDictionary<int, string>());
        foreach (var (from, to) in ranges)
        {
            // Half a pair is no character of any text that comes here.
            if (from < 0xD800)
                basic.Append(Units(from, Math.Min(to, 0xD7FF)));
            if (from <= Basic && to > 0xDFFF)
                basic.Append(Units(Math.Max(from, 0xE000), Math.Min(to, Basic)));
            if (to > Basic)
                Pairs(Math.Max(from, Basic + 1), to, pairs);
        }
        List<string> parts = basic.Length > 0 ? [$"[{basic}]"] : [];
        // Neighbours with the same second halves are one part: the fewer, the sooner the pattern is built.
        foreach (var same in pairs.GroupBy(pair => pair.Value, pair => pair.Key))
            foreach (var run in same.Index().GroupBy(high => high.Item - high.Index, high => high.Item))
                parts.Add($"[{Units(run.First(), run.Last())}][{same.Key}]");
        net.Append(parts is [] ? "[^\\u0000-\\uFFFF]" : parts is [var only] && pairs.Count == 0 ? only : $"(?:{string.Join('|', parts)})");
    }

    private static void Pairs(int from, int to, SortedDictionary<int, string> pairs)
    {
        for (var high = High(from); high <= High(to); high++)
            pairs[high] = pairs.GetValueOrDefault(high) + Units(high == High(from) ? Low(from) : 0xDC00, high == High(to) ? Low(to) : 0xDFFF);
    }

    private static int High(int point) => 0xD800 + ((point - 0x10000) >> 10);

    private static int Low(int point) => 0xDC00 + ((point - 0x10000) & 0x3FF);

    private static string Units(int from, int to) => from == to ? $"\\u{from:X4}" : $"\\u{from:X4}-\\u{to:X4}";

    private void Append(int from, int to)
    {
        if (ranges is [.., var last] && last.To == from - 1)
            ranges[^1] = (last.From, to);
        else
            ranges.Add((from, to));
    }

    private static CharSet Where(Func<Rune, bool> belongs)
    {
        var set = new CharSet();
        for (var point = 0; point <= Last; point++)
            if (Rune.IsValid(point) && belongs(new(point)))
                set.Append(point, point);
        return set;
    }
}
