using System.Buffers;

namespace GovPlatform.Contracts;

/// <summary>The check characters of the national codes. Each takes the body without its check character, in standard form.</summary>
public static class CheckCharacter
{
    internal const string Base36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    internal const string Base31 = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    internal static readonly SearchValues<char> Base36Set = SearchValues.Create(Base36);
    internal static readonly SearchValues<char> Base31Set = SearchValues.Create(Base31);
    internal static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    private static ReadOnlySpan<byte> CitizenWeights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private static ReadOnlySpan<byte> CreditWeights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    private static ReadOnlySpan<byte> OrganisationWeights => [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>ISO 7064 MOD 11-2 over the 17 digits of a citizen number (GB 11643).</summary>
    public static char OfCitizen(ReadOnlySpan<char> digits17) => "10X98765432"[Weighted(digits17, CitizenWeights, Base36) % 11];

    /// <summary>MOD 31 over the 17 characters of a unified social credit code (GB 32100).</summary>
    public static char OfCreditCode(ReadOnlySpan<char> body17) => Base31[(31 - Weighted(body17, CreditWeights, Base31) % 31) % 31];

    /// <summary>MOD 11 over the 8 characters of an organisation code (GB 11714).</summary>
    public static char OfOrganisation(ReadOnlySpan<char> body8) => (11 - Weighted(body8, OrganisationWeights, Base36) % 11) switch
    {
        10 => 'X',
        11 => '0',
        var digit => (char)('0' + digit),
    };

    /// <summary>ISO/IEC 7064 MOD 37,36 (GB/T 17710), as licence ids use it.</summary>
    public static char Mod37Radix36(ReadOnlySpan<char> body)
    {
        var p = 36;
        foreach (var c in body)
        {
            var sum = (p + Base36.IndexOf(c, StringComparison.Ordinal)) % 36;
            p = (sum == 0 ? 36 : sum) * 2 % 37;
        }

        return Base36[(37 - p) % 36];
    }

    internal static bool AllOf(this ReadOnlySpan<char> text, SearchValues<char> allowed) => !text.ContainsAnyExcept(allowed);

    private static int Weighted(ReadOnlySpan<char> body, ReadOnlySpan<byte> weights, string alphabet)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(body.Length, weights.Length);
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            sum += weights[i] * alphabet.IndexOf(body[i], StringComparison.Ordinal);
        }

        return sum;
    }
}
