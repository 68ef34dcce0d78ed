using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace GovPlatform.ServiceDefaults;

/// <summary>A JSON number by its value, not by its notation: 1, 1.0 and 10e-1 are one number, and no digit is lost.</summary>
internal readonly struct JsonNumber : IComparable<JsonNumber>
{
    // Sign, significant digits without zeros at either end, and the power of ten of the first digit: 0.0120 is +, "12", -2.
    private readonly int sign;
    private readonly string digits;
    private readonly long magnitude;

    private JsonNumber(int sign, string digits, long magnitude) => (this.sign, this.digits, this.magnitude) = (sign, digits, magnitude);

    public bool IsInteger => digits.Length == 0 || digits.Length - 1 <= magnitude;

    public static JsonNumber Of(JsonElement number)
    {
        var raw = JsonMarshal.GetRawUtf8Value(number);
        var sign = raw[0] == '-' ? -1 : 1;
        raw = raw[(sign < 0 ? 1 : 0)..];
        var e = raw.IndexOfAny((byte)'e', (byte)'E');
        var exponent = e < 0 ? 0 : Exponent(raw[(e + 1)..]);
        raw = e < 0 ? raw : raw[..e];
        var point = raw.IndexOf((byte)'.');
        var whole = point < 0 ? raw.Length : point;
        Span<char> all = raw.Length <= 64 ? stackalloc char[64] : new char[raw.Length];
        var length = 0;
        foreach (var digit in raw)
            if (digit != '.')
                all[length++] = (char)digit;
        var significant = all[..length].TrimStart('0');
        var leading = length - significant.Length;
        significant = significant.TrimEnd('0');
        return significant.IsEmpty ? new(0, "", 0) : new(sign, new(significant), exponent + whole - leading - 1);
    }

    /// <summary>For limits such as minLength: an integer no less than 0, cut at the greatest int.</summary>
    public static int Count(JsonElement number)
    {
        var value = Of(number);
        if (value.sign <= 0)
            return 0;
        return value.magnitude >= 9 ? int.MaxValue : (int)double.Parse($"0.{value.digits}e{value.magnitude + 1}", System.Globalization.CultureInfo.InvariantCulture);
    }

    public int CompareTo(JsonNumber other)
    {
        if (sign != other.sign)
            return sign.CompareTo(other.sign);
        var size = magnitude.CompareTo(other.magnitude);
        return sign * (size != 0 ? size : string.CompareOrdinal(digits, other.digits));
    }

    // An exponent beyond 18 digits stands for 'beyond every limit': no two of them are told apart.
    private static long Exponent(ReadOnlySpan<byte> text)
    {
        var minus = text[0] == '-';
        var value = text.TrimStart("+-"u8).TrimStart((byte)'0');
        const long Beyond = 1_000_000_000_000_000_000;
        var size = value.IsEmpty ? 0 : value.Length <= 18 && Utf8Parser.TryParse(value, out long read, out _) ? read : Beyond;
        return minus ? -size : size;
    }
}
