using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace GovPlatform.Contracts;

/// <summary>区划代码 (GB/T 2260): 6 digits to the county, or 12 to the village; zeros fill what is not named. It has no check digit, and revoked codes stay valid in old numbers.</summary>
[JsonConverter(typeof(IdentifierJson))]
public sealed record RegionCode : IIdentifier<RegionCode>
{
    // 11 北京 … 65 新疆, 71 台湾, 81 香港, 82 澳门, 83 台湾 in residence permits.
    private static readonly HashSet<string> Provinces =
    [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
    ];

    // Stands for the whole country in the credit codes of national bodies.
    private const string Nation = "100000";

    private RegionCode(string value) => Value = value;

    public string Value { get; }

    /// <summary>The two digits of the province (省).</summary>
    public string Province => Value[..2];

    /// <summary>The six digits that name the county (县) or what is above it.</summary>
    public string County => Value[..6];

    /// <summary>The 12-digit form that platforms pass, filled with zeros.</summary>
    public string Full => Value.PadRight(12, '0');

    /// <summary>True where <paramref name="other"/> lies inside this region or is it.</summary>
    public bool Contains(RegionCode other)
    {
        var named = Full.AsSpan().TrimEnd('0');
        // The levels have 2, 2, 2, 3 and 3 digits: a zero may be part of the last one named.
        var level = named.Length switch { <= 2 => 2, <= 4 => 4, <= 6 => 6, <= 9 => 9, _ => 12 };
        return other.Full.AsSpan(0, level).SequenceEqual(Full.AsSpan(0, level));
    }

    public static Parsed<RegionCode> Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Refusal.Missing;
        }

        if (text.Length is not (6 or 12))
        {
            return Refusal.Length("6/12");
        }

        if (!text.AsSpan().AllOf(CheckCharacter.Digits))
        {
            return Refusal.Characters("0-9");
        }

        return text.StartsWith(Nation, StringComparison.Ordinal) || IsProvince(text.AsSpan(0, 2)) ? new RegionCode(text) : UnknownProvince;
    }

    internal static Refusal UnknownProvince { get; } = new("province", "省级区划代码不存在", "names a province that does not exist");

    internal static bool IsProvince(ReadOnlySpan<char> two) => Provinces.GetAlternateLookup<ReadOnlySpan<char>>().Contains(two);

    public static RegionCode Parse(string s, IFormatProvider? provider = null) => Read(s).OrThrow();

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out RegionCode result) => Read(s).Try(out result, out _);

    public static bool TryParse(string? text, [NotNullWhen(true)] out RegionCode? value, [NotNullWhen(false)] out Refusal? refusal) => Read(text).Try(out value, out refusal);

    public override string ToString() => Value;
}
