using System.Globalization;
using System.Text.RegularExpressions;

namespace GovPlatform.ServiceDefaults;

/// <summary>One member of Signature-Input (RFC 9421 §4.1): the covered components in order, and the parameters of the signature.</summary>
/// <param name="Raw">The member as it stands: the last line of the signature base.</param>
/// <param name="Components">Component identifiers as serialised, parameters included.</param>
public sealed partial record SignatureInput(
    string Raw, IReadOnlyList<string> Components, DateTimeOffset? Created, DateTimeOffset? Expires, string? Nonce, string? KeyId, string? Algorithm)
{
    /// <summary>Reads the member of this label; null where it is missing or not of the profile (README).</summary>
    public static SignatureInput? Read(string header, string label)
    {
        if (!header.StartsWith($"{label}=", StringComparison.Ordinal)) return null;
        var raw = header[(label.Length + 1)..];
        if (Member().Match(raw) is not { Success: true } match) return null;
        var parameters = match.Groups["name"].Captures.Zip(match.Groups["value"].Captures, (n, v) => (Name: n.Value, Value: v.Value.Trim('"'))).ToList();
        if (parameters.DistinctBy(p => p.Name).Count() != parameters.Count) return null;
        string? Of(string name) => parameters.FirstOrDefault(p => p.Name == name).Value;
        return new(raw, [.. match.Groups["component"].Captures.Select(c => c.Value)], Time(Of("created")), Time(Of("expires")), Of("nonce"), Of("keyid"), Of("alg"));
    }

    private static DateTimeOffset? Time(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(value) : null;

    [GeneratedRegex("""^\((?:(?<component>"[a-z0-9@-]+"(?:;[a-z]+(?:="[^"\\]*")?)*)(?: (?=")|(?=\))))*\)(?:;(?<name>[a-z]+)=(?<value>[0-9]{1,12}|"[^"\\]*"))*$""", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Member();
}
