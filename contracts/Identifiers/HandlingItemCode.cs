using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace GovPlatform.Contracts;

/// <summary>业务办理项编码, 33 characters: matter code 31 and a serial of 2 digits.</summary>
[JsonConverter(typeof(IdentifierJson))]
public sealed record HandlingItemCode : IIdentifier<HandlingItemCode>
{
    private HandlingItemCode(string value) => Value = value;

    public string Value { get; }

    public MatterCode Matter => MatterCode.Parse(Value[..31]);

    public static Parsed<HandlingItemCode> Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Refusal.Missing;
        }

        if (text.Length != 33)
        {
            return Refusal.Length("33");
        }

        if (!text.AsSpan(31).AllOf(CheckCharacter.Digits))
        {
            return new Refusal("serial", "序号应为数字", "ends in a serial that is not digits");
        }

        return MatterCode.Read(text[..31]).Refusal is { } refusal ? refusal : new HandlingItemCode(text.ToUpperInvariant());
    }

    public static HandlingItemCode Create(MatterCode matter, int serial) => Parse($"{matter}{serial:D2}");

    public static HandlingItemCode Parse(string s, IFormatProvider? provider = null) => Read(s).OrThrow();

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out HandlingItemCode result) => Read(s).Try(out result, out _);

    public static bool TryParse(string? text, [NotNullWhen(true)] out HandlingItemCode? value, [NotNullWhen(false)] out Refusal? refusal) => Read(text).Try(out value, out refusal);

    public override string ToString() => Value;
}
