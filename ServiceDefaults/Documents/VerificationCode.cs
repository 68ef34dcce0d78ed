using System.Security.Cryptography;
using System.Text;

namespace GovPlatform.ServiceDefaults;

/// <summary>验证码: printed on a document, lets whoever holds the paper ask whether it is true. 12 characters of Crockford's base 32: 60 bits that cannot be misread.</summary>
public static class VerificationCode
{
    public const int Length = 12;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>Case, hyphens and the letters that look like digits do not matter; the comparison takes the same time for every wrong code.</summary>
    public static bool Matches(string typed, string right)
    {
        var code = typed.ToUpperInvariant().Replace("-", "", StringComparison.Ordinal).Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code.PadRight(Length)[..Length]), Encoding.UTF8.GetBytes(right)) && code.Length == Length;
    }
}
