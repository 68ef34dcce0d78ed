using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace GovPlatform.Contracts;

/// <summary>组织机构代码 (GB 11714): 8 characters and a check; characters 9 to 17 of a unified social credit code. Held without the hyphen.</summary>
[JsonConverter(typeof(IdentifierJson))]
public sealed record OrganisationCode : IIdentifier<OrganisationCode>
{
    private OrganisationCode(string value) => Value = value;

    public string Value { get; }

    /// <summary>As printed: 8 characters, hyphen, check.</summary>
    public string Hyphenated => $"{Value[..8]}-{Value[8]}";

    public static Parsed<OrganisationCode> Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Refusal.Missing;
        }

        var code = text.ToUpperInvariant();
        code = code is [.., '-', _] ? code.Remove(code.Length - 2, 1) : code;
        if (code.Length != 9)
        {
            return Refusal.Length("9");
        }

        if (!code.AsSpan().AllOf(CheckCharacter.Base36Set))
        {
            return Refusal.Characters("0-9, A-Z");
        }

        var check = CheckCharacter.OfOrganisation(code.AsSpan(0, 8));
        return code[8] == check ? new OrganisationCode(code) : Refusal.Check(check);
    }

    /// <summary>Adds the check to a body of 8 characters.</summary>
    public static OrganisationCode Create(string body8) => Parse(body8 + CheckCharacter.OfOrganisation(body8));

    public static OrganisationCode Parse(string s, IFormatProvider? provider = null) => Read(s).OrThrow();

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out OrganisationCode result) => Read(s).Try(out result, out _);

    public static bool TryParse(string? text, [NotNullWhen(true)] out OrganisationCode? value, [NotNullWhen(false)] out Refusal? refusal) => Read(text).Try(out value, out refusal);

    public override string ToString() => Value;
}
