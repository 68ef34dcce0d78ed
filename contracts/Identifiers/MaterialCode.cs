using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace GovPlatform.Contracts;

/// <summary>材料编码, 36 characters: handling item 33 and a serial of 3 digits.</summary>
[JsonConverter(typeof(IdentifierJson))]
public sealed record MaterialCode : IIdentifier<MaterialCode>
{
    private MaterialCode(string value) => Value = value;

    public string Value { get; }

    public HandlingItemCode Item => HandlingItemCode.Parse(Value[..33]);

    public static Parsed<MaterialCode> Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Refusal.Missing;
        }

        if (text.Length != 36)
        {
            return Refusal.Length("36");
        }

        if (!text.AsSpan(33).AllOf(CheckCharacter.Digits))
        {
            return new Refusal("serial", "序号应为数字", "ends in a serial that is not digits");
        }

        return HandlingItemCode.Read(text[..33]).Refusal is { } refusal ? refusal : new MaterialCode(text.ToUpperInvariant());
    }

    public static MaterialCode Create(HandlingItemCode item, int serial) => Parse($"{item}{serial:D3}");

    public static MaterialCode Parse(string s, IFormatProvider? provider = null) => Read(s).OrThrow();

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out MaterialCode result) => Read(s).Try(out result, out _);

    public static bool TryParse(string? text, [NotNullWhen(true)] out MaterialCode? value, [NotNullWhen(false)] out Refusal? refusal) => Read(text).Try(out value, out refusal);

    public override string ToString() => Value;
}
