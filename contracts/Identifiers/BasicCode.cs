using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace GovPlatform.Contracts;

/// <summary>基本编码 of a matter, 12 digits: 00 (national) or province 2, matter type 2, department 2, main item 3, sub-item 3.</summary>
[JsonConverter(typeof(IdentifierJson))]
public sealed record BasicCode : IIdentifier<BasicCode>
{
    private BasicCode(string value) => Value = value;

    public string Value { get; }

    public bool IsNational => Value.StartsWith("00", StringComparison.Ordinal);

    /// <summary>事项类型, GB/T 39046 A.1: 01 行政许可, 05 行政给付, 07 行政确认, 20 公共服务, ….</summary>
    public string MatterType => Value[2..4];

    public static Parsed<BasicCode> Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Refusal.Missing;
        }

        if (text.Length != 12)
        {
            return Refusal.Length("12");
        }

        if (!text.AsSpan().AllOf(CheckCharacter.Digits))
        {
            return Refusal.Characters("0-9");
        }

        return text.StartsWith("00", StringComparison.Ordinal) || RegionCode.IsProvince(text.AsSpan(0, 2)) ? new BasicCode(text) : RegionCode.UnknownProvince;
    }

    public static BasicCode Parse(string s, IFormatProvider? provider = null) => Read(s).OrThrow();

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out BasicCode result) => Read(s).Try(out result, out _);

    public static bool TryParse(string? text, [NotNullWhen(true)] out BasicCode? value, [NotNullWhen(false)] out Refusal? refusal) => Read(text).Try(out value, out refusal);

    public override string ToString() => Value;
}
