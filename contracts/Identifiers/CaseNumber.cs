using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace GovPlatform.Contracts;

/// <summary>办件编号: matter code 31, date 8, serial of the matter and day: four digits, wider when they run out. Compared by its parts, never as text.</summary>
[JsonConverter(typeof(IdentifierJson))]
public sealed record CaseNumber : IIdentifier<CaseNumber>, IComparable<CaseNumber>
{
    private CaseNumber(string value, DateOnly date, int serial) => (Value, Date, Serial) = (value, date, serial);

    public string Value { get; }

    /// <summary>The day of filing in Asia/Shanghai.</summary>
    public DateOnly Date { get; }

    public int Serial { get; }

    public MatterCode Matter => MatterCode.Parse(Value[..MatterCode.Length]);

    public static Parsed<CaseNumber> Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Refusal.Missing;
        }

        if (text.Length is < 43 or > 48)
        {
            return Refusal.Length("43-48");
        }

        if (MatterCode.Read(text[..31]).Refusal is { } matter)
        {
            return matter;
        }

        if (!DateOnly.TryParseExact(text.AsSpan(31, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return new Refusal("date", "日期不存在", "holds a date that does not exist");
        }

        var serial = text.AsSpan(39);
        if (!serial.AllOf(CheckCharacter.Digits) || (serial.Length > 4 && serial[0] == '0') || serial.Trim('0').IsEmpty)
        {
            return new Refusal("serial", "流水号应为四位以上数字", "ends in a serial that is not four digits, or more without a leading zero");
        }

        return new CaseNumber(text.ToUpperInvariant(), date, int.Parse(serial, CultureInfo.InvariantCulture));
    }

    public static CaseNumber Create(MatterCode matter, DateOnly date, int serial) => Parse($"{matter}{date:yyyyMMdd}{serial:D4}");

    public int CompareTo(CaseNumber? other) =>
        other is null ? 1 : (Date, Serial, Value).CompareTo((other.Date, other.Serial, other.Value));

    public static bool operator <(CaseNumber left, CaseNumber right) => left.CompareTo(right) < 0;

    public static bool operator >(CaseNumber left, CaseNumber right) => left.CompareTo(right) > 0;

    public static bool operator <=(CaseNumber left, CaseNumber right) => left.CompareTo(right) <= 0;

    public static bool operator >=(CaseNumber left, CaseNumber right) => left.CompareTo(right) >= 0;

    public static CaseNumber Parse(string s, IFormatProvider? provider = null) => Read(s).OrThrow();

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out CaseNumber result) => Read(s).Try(out result, out _);

    public static bool TryParse(string? text, [NotNullWhen(true)] out CaseNumber? value, [NotNullWhen(false)] out Refusal? refusal) => Read(text).Try(out value, out refusal);

    public override string ToString() => Value;
}
