using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace GovPlatform.Contracts;

/// <summary>公民身份号码 (GB 11643-1999): region 6, birth date 8, sequence 3 (odd is male), check 1. The 15-digit form of before 1999 is read into 18.</summary>
[JsonConverter(typeof(IdentifierJson))]
public sealed record CitizenId : IIdentifier<CitizenId>
{
    private static readonly string[] FictitiousRegions = ["410497", "410498", "410499"];

    private CitizenId(string value, DateOnly birthDate) => (Value, BirthDate) = (value, birthDate);

    public string Value { get; }

    public DateOnly BirthDate { get; }

    /// <summary>The region of first registration; it may have been revoked since.</summary>
    public RegionCode Region => RegionCode.Parse(Value[..6]);

    /// <summary>True where the sequence is odd.</summary>
    public bool IsMale => (Value[16] - '0') % 2 == 1;

    /// <summary>True where the number is of a county that does not exist: the only numbers that are test data.</summary>
    public bool IsSynthetic => Array.IndexOf(FictitiousRegions, Value[..6]) >= 0;

    public static Parsed<CitizenId> Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Refusal.Missing;
        }

        if (text.Length is not (15 or 18))
        {
            return Refusal.Length("18");
        }

        var body = text.Length == 15 ? $"{text[..6]}19{text[6..]}" : text[..17];
        if (!body.AsSpan().AllOf(CheckCharacter.Digits) || (text.Length == 18 && !"0123456789Xx".Contains(text[17], StringComparison.Ordinal)))
        {
            return Refusal.Characters("0-9, X");
        }

        if (!RegionCode.IsProvince(body.AsSpan(0, 2)))
        {
            return RegionCode.UnknownProvince;
        }

        if (!DateOnly.TryParseExact(body.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birthDate))
        {
            return new Refusal("birth-date", "出生日期不存在", "holds a birth date that does not exist");
        }

        var check = CheckCharacter.OfCitizen(body);
        return text.Length == 15 || char.ToUpperInvariant(text[17]) == check ? new CitizenId(body + check, birthDate) : Refusal.Check(check);
    }

    /// <summary>Puts a number together; <paramref name="sequence"/> is 0 to 999, odd for a man.</summary>
    public static CitizenId Create(RegionCode region, DateOnly birthDate, int sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, 999);
        var body = $"{region.County}{birthDate:yyyyMMdd}{sequence:D3}";
        return Parse(body + CheckCharacter.OfCitizen(body));
    }

    /// <summary>The n-th test person of a fictitious county (410497 to 410499): a number that passes every check and nobody bears. Distinct for n below 20 million.</summary>
    public static CitizenId Synthetic(string region, int n)
    {
        if (Array.IndexOf(FictitiousRegions, region) < 0)
        {
            throw new ArgumentException("Test people live in 410497, 410498 or 410499 only.", nameof(region));
        }

        const int BirthDays = 20_000;
        return Create(RegionCode.Parse(region), new DateOnly(1950, 1, 1).AddDays(n % BirthDays), n / BirthDays);
    }

    public static CitizenId Parse(string s, IFormatProvider? provider = null) => Read(s).OrThrow();

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out CitizenId result) => Read(s).Try(out result, out _);

    public static bool TryParse(string? text, [NotNullWhen(true)] out CitizenId? value, [NotNullWhen(false)] out Refusal? refusal) => Read(text).Try(out value, out refusal);

    public override string ToString() => Value;
}
