namespace GovPlatform.Matters;

/// <summary>What must hold of a place before it is stored; what the database must be asked of its windows is asked in <see cref="HallSql"/>.</summary>
internal static class HallRules
{
    /// <summary>A window that takes every matter.</summary>
    public const string Everything = "*";

    public static IReadOnlyList<Finding> Check(HallContent hall)
    {
        List<Finding> findings = [];
        if (HallKind.Rank(hall.Kind) < 0)
            findings.Add(new("/kind", "hall-kind-unknown", $"场所类型应为 {string.Join('、', HallKind.All)}", $"The kind is one of {string.Join(", ", HallKind.All)}"));
        if (hall.Latitude is null != hall.Longitude is null)
            findings.Add(new("/longitude", "coordinates-incomplete", "经度和纬度应当同时填写", "Latitude and longitude go together"));
        Periods(hall.Hours, "/hours", findings);
        for (var i = 0; i < hall.Exceptions.Count; i++)
            Exception(hall.Exceptions[i], $"/exceptions/{i}", findings);
        Windows(hall.Windows, findings);
        return findings;
    }

    private static void Exception(HoursException exception, string pointer, List<Finding> findings)
    {
        if (exception.To < exception.From)
            findings.Add(new($"{pointer}/to", "exception-ends-before", "结束日期早于开始日期", "It ends before it begins"));
        Periods(exception.Hours, $"{pointer}/hours", findings);
    }

    private static void Periods(IReadOnlyList<OpenPeriod> periods, string pointer, List<Finding> findings)
    {
        for (var i = 0; i < periods.Count; i++)
        {
            if (string.CompareOrdinal(periods[i].From, periods[i].To) >= 0)
                findings.Add(new($"{pointer}/{i}/to", "period-ends-before", "结束时间应当晚于开始时间", "A period ends after it begins"));
            if (periods[i].Days.Any(day => day is < 1 or > 7))
                findings.Add(new($"{pointer}/{i}/days", "weekday-unknown", "星期应为1至7", "A weekday is 1 to 7"));
            if (periods.Take(i).Any(other => Overlap(other, periods[i])))
                findings.Add(new($"{pointer}/{i}", "periods-overlap", "开放时间相互重叠", "Two periods of one day overlap"));
        }
    }

    private static bool Overlap(OpenPeriod one, OpenPeriod other) =>
        one.Days.Intersect(other.Days).Any() && string.CompareOrdinal(one.From, other.To) < 0 && string.CompareOrdinal(other.From, one.To) < 0;

    private static void Windows(IReadOnlyList<HallWindow> windows, List<Finding> findings)
    {
        for (var i = 0; i < windows.Count; i++)
        {
            var window = windows[i];
            if (windows.Take(i).Any(other => other.Number == window.Number))
                findings.Add(new($"/windows/{i}/number", "window-repeated", $"窗口{window.Number}重复", $"Window {window.Number} appears twice"));
            for (var j = 0; j < window.Takes.Count; j++)
            {
                if (Wrong(window.Takes[j]) is var (zh, en))
                    findings.Add(new($"/windows/{i}/takes/{j}", "takes-unknown", zh, en));
            }
        }
    }

    private static (string Zh, string En)? Wrong(string? takes) => takes switch
    {
        Everything or { Length: 31 } => null,
        { Length: 18 } when CreditCode.ReadStored(takes).Refusal is { } refusal => (refusal.Zh, $"The code {refusal.En}"),
        { Length: 18 } => null,
        _ => ("应为*、统一社会信用代码或者实施编码", "It is *, a unified social credit code, or the code of a matter"),
    };
}
