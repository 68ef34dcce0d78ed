using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace GovPlatform.Contracts;

/// <summary>实施编码 of a matter, 31 characters: credit code of the department 18, level 1 (1 national … 4 county … 7), basic code 12.</summary>
[JsonConverter(typeof(IdentifierJson))]
public sealed record MatterCode : IIdentifier<MatterCode>
{
    public const int Length = 31;

    private MatterCode(string value) => Value = value;

    public string Value { get; }

    public CreditCode Department => CreditCode.Parse(Value[..18]);

    /// <summary>行使层级, GB/T 39046 A.2: 1 国家, 2 省, 3 市, 4 县, 5 镇, 6 村, 7 分级管理.</summary>
    public int Level => Value[18] - '0';

    public BasicCode Basic => BasicCode.Parse(Value[19..]);

    public static Parsed<MatterCode> Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Refusal.Missing;
        }

        if (text.Length != Length)
        {
            return Refusal.Length("31");
        }

        if (CreditCode.Read(text[..18]).Refusal is { } department)
        {
            return new Refusal($"department-{department.Code}", $"实施主体代码：{department.Zh}", $"names a department whose credit code {department.En}");
        }

        if (text[18] is < '1' or > '7')
        {
            return new Refusal("level", "行使层级应为1至7", "holds a level other than 1 to 7");
        }

        if (BasicCode.Read(text[19..]).Refusal is { } basic)
        {
            return new Refusal($"basic-{basic.Code}", $"基本编码：{basic.Zh}", $"holds a basic code that {basic.En}");
        }

        return new MatterCode(text.ToUpperInvariant());
    }

    public static MatterCode Create(CreditCode department, int level, BasicCode basic) => Parse($"{department}{level}{basic}");

    public static MatterCode Parse(string s, IFormatProvider? provider = null) => Read(s).OrThrow();

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out MatterCode result) => Read(s).Try(out result, out _);

    public static bool TryParse(string? text, [NotNullWhen(true)] out MatterCode? value, [NotNullWhen(false)] out Refusal? refusal) => Read(text).Try(out value, out refusal);

    public override string ToString() => Value;
}
