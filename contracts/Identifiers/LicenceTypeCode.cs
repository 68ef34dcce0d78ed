using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace GovPlatform.Contracts;

/// <summary>证照类型代码, 21 characters: credit code of the body that defines the type, and a serial of 3 digits (GB/T 36904).</summary>
[JsonConverter(typeof(IdentifierJson))]
public sealed record LicenceTypeCode : IIdentifier<LicenceTypeCode>
{
    private LicenceTypeCode(string value) => Value = value;

    public string Value { get; }

    /// <summary>定义机构: the body that defines the type.</summary>
    public CreditCode DefinedBy => CreditCode.ReadStored(Value[..18]).OrThrow();

    public static Parsed<LicenceTypeCode> Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Refusal.Missing;
        }

        if (text.Length != 21)
        {
            return Refusal.Length("21");
        }

        if (CreditCode.Read(text[..18], CheckMode.Warn).Refusal is { } definedBy)
        {
            return new Refusal($"defined-by-{definedBy.Code}", $"定义机构代码：{definedBy.Zh}", $"names a defining body whose credit code {definedBy.En}");
        }

        return text.AsSpan(18).AllOf(CheckCharacter.Digits)
            ? new LicenceTypeCode(text.ToUpperInvariant())
            : new Refusal("serial", "序号应为3位数字", "ends in a serial that is not three digits");
    }

    public static LicenceTypeCode Create(CreditCode definedBy, int serial) => Parse($"{definedBy}{serial:D3}");

    public static LicenceTypeCode Parse(string s, IFormatProvider? provider = null) => Read(s).OrThrow();

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out LicenceTypeCode result) => Read(s).Try(out result, out _);

    public static bool TryParse(string? text, [NotNullWhen(true)] out LicenceTypeCode? value, [NotNullWhen(false)] out Refusal? refusal) => Read(text).Try(out value, out refusal);

    public override string ToString() => Value;
}
