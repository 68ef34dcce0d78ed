using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace GovPlatform.ServiceDefaults;

/// <summary>E-mail addresses (the Mailbox of RFC 5321) and URIs with their scheme (RFC 3986), by their grammar.</summary>
internal static partial class AddressFormats
{
    private const int LongestMailbox = 254;
    private const int LongestLocalPart = 64;

    private static readonly SearchValues<char> Scheme = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");
    private static readonly SearchValues<char> Version6 = SearchValues.Create("0123456789abcdefABCDEF:.");

    public static bool IsEmail(string text)
    {
        var at = text.LastIndexOf('@');
        return at is > 0 and <= LongestLocalPart && text.Length <= LongestMailbox && LocalPart().IsMatch(text.AsSpan(0, at)) && IsDomain(text[(at + 1)..]);
    }

    public static bool IsUri(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || !char.IsAsciiLetter(text[0]) || text.AsSpan(0, colon).ContainsAnyExcept(Scheme))
            return false;
        var rest = text[(colon + 1)..];
        if (!rest.StartsWith("//", StringComparison.Ordinal))
            return Path().IsMatch(rest);
        var end = rest.AsSpan(2).IndexOfAny('/', '?', '#');
        var authority = end < 0 ? rest[2..] : rest[2..(2 + end)];
        return Authority().Match(authority) is { Success: true } parts
            && (parts.Groups["literal"] is not { Success: true } literal || IsLiteral(literal.Value))
            && (end < 0 || Path().IsMatch(rest[(2 + end)..]));
    }

    private static bool IsDomain(string domain) =>
        domain is ['[', .., ']']
            ? domain.StartsWith("[IPv6:", StringComparison.OrdinalIgnoreCase) ? IsVersion6(domain[6..^1]) : IsVersion4(domain[1..^1])
            : Domain().IsMatch(domain);

    private static bool IsLiteral(string literal) => IsVersion6(literal) || Future().IsMatch(literal);

    // IPAddress also reads zones, brackets and leading zeros.
    private static bool IsVersion6(string text) =>
        !text.AsSpan().ContainsAnyExcept(Version6) && (!text.Contains('.', StringComparison.Ordinal) || IsVersion4(text[(text.LastIndexOf(':') + 1)..]))
        && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    private static bool IsVersion4(string text) => Version4().IsMatch(text);

    [GeneratedRegex("""^(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*|"(?:[ !#-\[\]-~]|\\[ -~])*")\z""", RegexOptions.NonBacktracking)]
    private static partial Regex LocalPart();

    [GeneratedRegex("""^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z""", RegexOptions.NonBacktracking)]
    private static partial Regex Domain();

    [GeneratedRegex("""^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!\z)|\z)){4}\z""")]
    private static partial Regex Version4();

    [GeneratedRegex("""^(?:(?:[A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*@)?(?:\[(?<literal>[^\[\]]+)\]|(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)(?::[0-9]*)?\z""", RegexOptions.NonBacktracking)]
    private static partial Regex Authority();

    [GeneratedRegex("""^v[0-9A-Fa-f]+\.[A-Za-z0-9._~!$&'()*+,;=:-]+\z""", RegexOptions.IgnoreCase)]
    private static partial Regex Future();

    [GeneratedRegex("""^(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?\z""", RegexOptions.NonBacktracking)]
    private static partial Regex Path();
}
