using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace GovPlatform.Contracts;

/// <summary>How strictly a credit code's check character is held: Warn takes codes of early issues that fail it.</summary>
public enum CheckMode
{
    Strict,
    Warn,
}

/// <summary>统一社会信用代码 (GB 32100-2015): registering authority 1, category 1, region 6, organisation 9, check 1.</summary>
[JsonConverter(typeof(IdentifierJson))]
public sealed record CreditCode : IIdentifier<CreditCode>
{
    // 1 编制 2 外交 3 司法 4 文化 5 民政 6 旅游 7 宗教 8 工会 9 市监 A 军委 N 农业 Y 其他.
    private const string Authorities = "123456789ANY";

    private CreditCode(string value) => Value = value;

    public string Value { get; }

    /// <summary>登记管理部门: 1 机构编制, 5 民政, 9 市场监管, Y 其他, ….</summary>
    public char Authority => Value[0];

    public RegionCode Region => RegionCode.Parse(Value[2..8]);

    /// <summary>主体标识码, 9 characters; an organisation code (GB 11714) without its hyphen.</summary>
    public string Organisation => Value[8..17];

    /// <summary>False for the early codes that are rightly issued and fail the check: to be shown as a warning, not refused.</summary>
    public bool CheckPasses => Value[17] == CheckCharacter.OfCreditCode(Value.AsSpan(0, 17));

    public static Parsed<CreditCode> Read(string? text) => Read(text, CheckMode.Strict);

    public static Parsed<CreditCode> ReadStored(string? text) => Read(text, CheckMode.Warn);

    /// <summary>Some codes were issued with a check character that is wrong (91350100M0001TGQXM is one): Strict refuses them, Warn takes them and leaves <see cref="CheckPasses"/> false.</summary>
    public static Parsed<CreditCode> Read(string? text, CheckMode mode)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Refusal.Missing;
        }

        if (text.Length != 18)
        {
            return Refusal.Length("18");
        }

        var code = text.ToUpperInvariant();
        if (!code.AsSpan().AllOf(CheckCharacter.Base31Set))
        {
            return Refusal.Characters("0-9, A-Z (I, O, S, V, Z 除外)");
        }

        if (!Authorities.Contains(code[0], StringComparison.Ordinal))
        {
            return new Refusal("authority", "登记管理部门代码不存在", "begins with an unknown registering authority");
        }

        if (!code.AsSpan(2, 6).AllOf(CheckCharacter.Digits))
        {
            return new Refusal("region", "登记管理机关区划代码应为数字", "holds a region that is not six digits");
        }

        var check = CheckCharacter.OfCreditCode(code.AsSpan(0, 17));
        return code[17] == check || mode == CheckMode.Warn ? new CreditCode(code) : Refusal.Check(check);
    }

    /// <summary>Puts a code together, with the checks of the organisation code and of the whole; <paramref name="organisation8"/> uses no I, O, S, V, Z.</summary>
    public static CreditCode Create(char authority, char category, RegionCode region, string organisation8)
    {
        var body = $"{authority}{category}{region.County}{OrganisationCode.Create(organisation8)}";
        return Parse(body + CheckCharacter.OfCreditCode(body));
    }

    public static CreditCode Parse(string s, IFormatProvider? provider = null) => Read(s).OrThrow();

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out CreditCode result) => Read(s).Try(out result, out _);

    public static bool TryParse(string? text, [NotNullWhen(true)] out CreditCode? value, [NotNullWhen(false)] out Refusal? refusal) => Read(text).Try(out value, out refusal);

    public override string ToString() => Value;
}
