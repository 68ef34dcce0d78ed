using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace GovPlatform.Contracts;

/// <summary>证照标识 (GB/T 36904): 1.2.156.3005.2.{type 21}.{issuer}.{serial}.{version 3}.{check}. The check is MOD 37,36 over type, issuer, serial and version.</summary>
[JsonConverter(typeof(IdentifierJson))]
public sealed record LicenceId : IIdentifier<LicenceId>
{
    public const string Root = "1.2.156.3005.2.";
    private const int LongestSerial = 64;

    private LicenceId(string value, LicenceTypeCode type, string issuer, string serial, int version) =>
        (Value, Type, Issuer, Serial, Version) = (value, type, issuer, serial, version);

    public string Value { get; }

    public LicenceTypeCode Type { get; }

    /// <summary>颁发机构: a credit code (18), or where the body has none, a region code (6).</summary>
    public string Issuer { get; }

    /// <summary>流水号, 0-9 A-Z, unique for issuer and type; the same licence keeps it through its versions.</summary>
    public string Serial { get; }

    /// <summary>版本, 1 to 999.</summary>
    public int Version { get; }

    public static Parsed<LicenceId> Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Refusal.Missing;
        }

        var id = text.ToUpperInvariant();
        if (!id.StartsWith(Root, StringComparison.Ordinal))
        {
            return new Refusal("root", $"应以{Root}开头", $"must begin with {Root}");
        }

        if (id[Root.Length..].Split('.') is not [var type, var issuer, var serial, { Length: 3 } version, [var check]])
        {
            return new Refusal("parts", "应由类型、颁发机构、流水号、3位版本和校验码组成", "must have a type, an issuer, a serial, a version of 3 and a check character");
        }

        return Parts(type, issuer, serial, version) is { } refusal ? refusal
            : CheckCharacter.Mod37Radix36(type + issuer + serial + version) is var right && right != check ? Refusal.Check(right)
            : new LicenceId(id, LicenceTypeCode.Parse(type), issuer, serial, int.Parse(version, CultureInfo.InvariantCulture));
    }

    /// <summary>Puts an id together with its check character.</summary>
    public static LicenceId Create(LicenceTypeCode type, string issuer, string serial, int version) =>
        Parse($"{Root}{type}.{issuer}.{serial}.{version:D3}.{CheckCharacter.Mod37Radix36($"{type}{issuer}{serial}{version:D3}")}");

    /// <summary>The id of the renewed licence: the same serial, the next version.</summary>
    public LicenceId Next() => Create(Type, Issuer, Serial, Version + 1);

    private static Refusal? Parts(string type, string issuer, string serial, string version)
    {
        if (LicenceTypeCode.Read(type).Refusal is { } refusal)
        {
            return new Refusal($"type-{refusal.Code}", $"证照类型代码：{refusal.Zh}", $"holds a licence type that {refusal.En}");
        }

        var issuerRefusal = issuer.Length == 18 ? CreditCode.Read(issuer, CheckMode.Warn).Refusal : RegionCode.Read(issuer).Refusal;
        if (issuerRefusal is not null)
        {
            return new Refusal($"issuer-{issuerRefusal.Code}", $"颁发机构代码：{issuerRefusal.Zh}", $"holds an issuer that {issuerRefusal.En}");
        }

        if (serial.Length is 0 or > LongestSerial || !serial.AsSpan().AllOf(CheckCharacter.Base36Set))
        {
            return new Refusal("serial", "流水号只能包含0-9、A-Z", "holds a serial that is not 0-9 A-Z");
        }

        return version.AsSpan().AllOf(CheckCharacter.Digits) && version != "000"
            ? null
            : new Refusal("version", "版本应为001至999", "holds a version other than 001 to 999");
    }

    public static LicenceId Parse(string s, IFormatProvider? provider = null) => Read(s).OrThrow();

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out LicenceId result) => Read(s).Try(out result, out _);

    public static bool TryParse(string? text, [NotNullWhen(true)] out LicenceId? value, [NotNullWhen(false)] out Refusal? refusal) => Read(text).Try(out value, out refusal);

    public override string ToString() => Value;
}
