using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GovPlatform.ServiceDefaults;

/// <summary>
/// The patterns of forms: regular expressions of ECMA-262 with the flag u, as JSON Schema has them, without back-references, look-arounds and
/// word boundaries. They are put into .NET's words character by character, since the two differ in what \d, \w, \s, $ and . are and in
/// characters outside the basic plane, and are matched without backtracking, in time linear in the text.
/// </summary>
public sealed class FormPattern
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);

    private readonly string pattern;
    private readonly StringBuilder net = new();
    private int at;

    private FormPattern(string pattern) => this.pattern = pattern;

    /// <summary>False where the pattern is none, or not of the subset.</summary>
    public static bool TryCompile(string pattern, [NotNullWhen(true)] out Regex? regex)
    {
        regex = null;
        try
        {
            var reading = new FormPattern(pattern);
            while (reading.at < pattern.Length)
                reading.Part();
            regex = new Regex(reading.net.ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Longest);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
        {
            // Not a pattern, or one that could be slow.
        }
        return regex is not null;
    }

    private void Part()
    {
        switch (pattern[at])
        {
            case '^' or '|' or ')' or '*' or '+' or '?': net.Append(pattern[at++]); break;
            case '$': at++; net.Append("\\z"); break;
            case '(': Group(); break;
            case '{': Times(); break;
            case '.': at++; CharSet.AnyOfOneLine.Write(net); break;
            case '[': at++; Class().Write(net); break;
            case '\\': at++; Escape().Write(net); break;
            case ']' or '}': throw new FormatException("A bracket without its other half.");
            default: CharSet.Of(CodePoint()).Write(net); break;
        }
    }

    // No group is ever asked for what it caught.
    private void Group()
    {
        at++;
        net.Append("(?:");
        if (!Take('?'))
            return;
        if (Take(':'))
            return;
        var end = pattern.IndexOf('>', at);
        if (!Take('<') || end <= at || !pattern[at..end].All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw new FormatException("Only plain and named groups.");
        at = end + 1;
    }

    private void Times()
    {
        var end = pattern.IndexOf('}', at);
        var counts = end < 0 ? [] : pattern[(at + 1)..end].Split(',');
        if (counts is not [[_, ..]] and not [[_, ..], _] || !counts.All(count => count.Length <= 5 && count.All(char.IsAsciiDigit)))
            throw new FormatException("{n}, {n,} or {n,m}.");
        net.Append(pattern, at, end + 1 - at);
        at = end + 1;
    }

    private CharSet Class()
    {
        var (not, set) = (Take('^'), new CharSet());
        while (!Take(']'))
        {
            var first = Member();
            if (at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
            {
                at++;
                first = CharSet.Between(first, Member());
            }
            set.Add(first);
        }
        return not ? set.Others() : set;
    }

    private CharSet Member() => Take('\\') ? Escape() : CharSet.Of(CodePoint());

    private CharSet Escape()
    {
        var c = Next();
        return c switch
        {
            'd' => CharSet.Digits,
            'D' => CharSet.Digits.Others(),
            'w' => CharSet.Word,
            'W' => CharSet.Word.Others(),
            's' => CharSet.Space,
            'S' => CharSet.Space.Others(),
            'p' => Property(),
            'P' => Property().Others(),
            't' => CharSet.Of('\t'),
            'n' => CharSet.Of('\n'),
            'v' => CharSet.Of('\v'),
            'f' => CharSet.Of('\f'),
            'r' => CharSet.Of('\r'),
            '0' when at == pattern.Length || !char.IsAsciiDigit(pattern[at]) => CharSet.Of(0),
            'x' => CharSet.Of(Hex(2)),
            'u' => CharSet.Of(Take('{') ? Braced() : Unit()),
            _ when c < 128 && !char.IsAsciiLetterOrDigit(c) => CharSet.Of(c),
            _ => throw new FormatException("An escape that is not of the subset."),
        };
    }

    private CharSet Property()
    {
        var end = Take('{') ? pattern.IndexOf('}', at) : -1;
        if (end < 0)
            throw new FormatException("A property stands in braces.");
        var name = pattern[at..end];
        at = end + 1;
        return CharSet.Property(name);
    }

    private int Braced()
    {
        var end = pattern.IndexOf('}', at);
        if (end - at is < 1 or > 6 || Hex(end - at) is not (<= CharSet.Last and var point))
            throw new FormatException("A code point stands in braces.");
        at++;
        return point;
    }

    private int Unit()
    {
        var unit = Hex(4);
        if (char.IsHighSurrogate((char)unit) && at + 6 <= pattern.Length && pattern[at] == '\\' && pattern[at + 1] == 'u')
        {
            at += 2;
            return char.ConvertToUtf32((char)unit, (char)Hex(4));
        }
        return unit;
    }

    private int Hex(int digits)
    {
        if (at + digits > pattern.Length || !int.TryParse(pattern.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            throw new FormatException("Hexadecimal digits are missing.");
        at += digits;
        return value;
    }

    private int CodePoint()
    {
        var c = Next();
        return char.IsHighSurrogate(c) && at < pattern.Length && char.IsLowSurrogate(pattern[at]) ? char.ConvertToUtf32(c, Next()) : c;
    }

    private char Next() => at < pattern.Length ? pattern[at++] : throw new FormatException("The pattern ends too early.");

    private bool Take(char c)
    {
        if (at >= pattern.Length || pattern[at] != c)
            return false;
        at++;
        return true;
    }
}
