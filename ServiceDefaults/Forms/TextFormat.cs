using System.Globalization;
using GovPlatform.Contracts;

namespace GovPlatform.ServiceDefaults;

/// <summary>The formats that a text of a form may be asked to have, each asserted; the last three are the platform's own.</summary>
internal sealed record TextFormat(string Zh, string En, Func<string, bool> Fits)
{
    public static IReadOnlyDictionary<string, TextFormat> All { get; } = new Dictionary<string, TextFormat>(StringComparer.Ordinal)
    {
        ["date"] = new("日期", "date", text => IsDate(text)),
        ["time"] = new("时间", "time", text => IsTime(text)),
        ["date-time"] = new("日期时间", "date and time", IsDateTime),
        ["email"] = new("电子邮箱", "e-mail address", AddressFormats.IsEmail),
        ["uri"] = new("网址", "URI", AddressFormats.IsUri),
        ["id-number"] = new("公民身份号码", "citizen id number", text => text.Length == 18 && CitizenId.Read(text).Refusal is null),
        ["credit-code"] = new("统一社会信用代码", "unified social credit code", text => CreditCode.Read(text).Refusal is null),
        ["region-code"] = new("行政区划代码", "region code", text => RegionCode.Read(text).Refusal is null),
    };

    private static bool IsDateTime(string text) => text.Length > 11 && text[10] is 'T' or 't' && IsDate(text.AsSpan(0, 10)) && IsTime(text.AsSpan(11));

    // full-date of RFC 3339, whose years begin with 0000.
    private static bool IsDate(ReadOnlySpan<char> text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-' || Number(text[..4]) is not { } year || Number(text[5..7]) is not { } month || Number(text[8..]) is not { } day)
            return false;
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year == 0 ? 4 : year, month);
    }

    // full-time of RFC 3339: an offset is needed, and a leap second stands at 23:59:60 UTC.
    private static bool IsTime(ReadOnlySpan<char> text)
    {
        if (text.Length < 9 || text[2] != ':' || text[5] != ':' || Number(text[..2]) is not { } hour || Number(text[3..5]) is not { } minute || Number(text[6..8]) is not { } second)
            return false;
        var rest = text[8..];
        if (rest[0] == '.')
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits < 1)
                return false;
            rest = rest[(1 + digits)..];
        }
        if (hour > 23 || minute > 59 || second > 60 || Offset(rest) is not { } offset)
            return false;
        return second < 60 || ((hour * 60) + minute - offset + 2880) % 1440 == 1439;
    }

    // Minutes east of UTC.
    private static int? Offset(ReadOnlySpan<char> text)
    {
        if (text is "Z" or "z")
            return 0;
        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':' || Number(text[1..3]) is not { } hours || Number(text[4..]) is not { } minutes)
            return null;
        return hours > 23 || minutes > 59 ? null : (text[0] == '-' ? -1 : 1) * ((hours * 60) + minutes);
    }

    private static int? Number(ReadOnlySpan<char> digits) => digits.ContainsAnyExceptInRange('0', '9') ? null : int.Parse(digits, CultureInfo.InvariantCulture);
}
