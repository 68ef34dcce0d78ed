using System.Collections.Concurrent;

namespace GovPlatform.Contracts;

/// <summary>Arithmetic in working days (行政许可法 art. 82): exact in years whose holidays are published; weekends and statutory days, provisional, in others. Never changes: With makes another.</summary>
public sealed class WorkingCalendar
{
    // 国务院关于职工工作时间的规定 art. 3: a day's work is eight hours.
    public const int OfficeHours = 8;

    private readonly Dictionary<int, CalendarYear> years;
    private readonly ConcurrentDictionary<int, short[]> counts = new();

    private WorkingCalendar(Dictionary<int, CalendarYear> years) => this.years = years;

    /// <summary>The years that the platform was built with, at revision 0.</summary>
    public static WorkingCalendar Embedded { get; } = ReadEmbedded();

    /// <summary>The years this calendar was told of, published or not.</summary>
    public IEnumerable<CalendarYear> Years => years.Values;

    /// <summary>This calendar with <paramref name="year"/> in it, unless it holds that year in the same or a higher revision.</summary>
    public WorkingCalendar With(CalendarYear year) =>
        years.TryGetValue(year.Year, out var held) && held.Revision >= year.Revision
            ? this
            : new(new Dictionary<int, CalendarYear>(years) { [year.Year] = year });

    public bool IsWorkingDay(DateOnly day)
    {
        var count = Counts(day.Year);
        return count[day.DayOfYear] > count[day.DayOfYear - 1];
    }

    /// <summary>True on a day off of a holiday, the weekend days inside it among them; false on any other weekend day.</summary>
    public bool IsHoliday(DateOnly day) =>
        !IsWorkingDay(day) && (years.Values.Any(year => year.DaysOff.Contains(day)) || (IsProvisional(day) && StatutoryDays.Of(day.Year).Contains(day)));

    /// <summary>True where the holidays of that day's year are not published: a due date there may still move.</summary>
    public bool IsProvisional(DateOnly day) => !years.TryGetValue(day.Year, out var year) || !year.Published;

    /// <summary>The last day of a limit: <paramref name="days"/> working days after <paramref name="start"/>, which is not counted (民法典 art. 201). Zero is the day itself; a negative number counts back.</summary>
    public DateOnly Add(DateOnly start, int days)
    {
        if (days == 0)
        {
            return start;
        }

        var year = start.Year;
        var count = Counts(year);
        // The number, from 1 on within its year, of the working day that is looked for.
        var wanted = days > 0 ? count[start.DayOfYear] + days : count[start.DayOfYear - 1] + 1 + days;
        while (wanted > count[^1])
        {
            wanted -= count[^1];
            count = Counts(++year);
        }

        while (wanted < 1)
        {
            count = Counts(--year);
            wanted += count[^1];
        }

        return new DateOnly(year, 1, 1).AddDays(FirstWith(count, wanted) - 1);
    }

    /// <summary>The last day of a promise in its unit. Promised hours are those of the office, eight a day, and begin with <paramref name="start"/> where that is worked, else with the next working day.</summary>
    /// <param name="unit">See <see cref="LimitUnit"/>.</param>
    public DateOnly Due(DateOnly start, int limit, string unit) =>
        unit == LimitUnit.Hour && limit > 0 ? Add(OnOrAfter(start), (limit - 1) / OfficeHours) : DueByLaw(start, limit, unit);

    /// <summary>The last day of the law's limit in its unit. The law's hours run through the night (民法典 art. 201), and are told by the day on which they end when they begin with <paramref name="start"/>.</summary>
    /// <param name="unit">See <see cref="LimitUnit"/>.</param>
    public DateOnly DueByLaw(DateOnly start, int limit, string unit) =>
        unit == LimitUnit.WorkingDay || limit == 0 ? Add(start, limit) : OnOrAfter(start.AddDays(unit == LimitUnit.Hour ? limit / 24 : limit));

    /// <summary>Working days after <paramref name="from"/>, up to and with <paramref name="to"/>; negative where <paramref name="to"/> is earlier. Between(d, Add(d, n)) is n.</summary>
    public int Between(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            return -Between(to, from);
        }

        var days = Counts(to.Year)[to.DayOfYear] - Counts(from.Year)[from.DayOfYear];
        for (var year = from.Year; year < to.Year; year++)
        {
            days += Counts(year)[^1];
        }

        return days;
    }

    private DateOnly OnOrAfter(DateOnly day) => IsWorkingDay(day) ? day : Add(day, 1);

    /// <summary>Index is the day of the year; the value, the working days up to and with it. A limit of years is a step a year.</summary>
    private short[] Counts(int year) => counts.GetOrAdd(year, CountWorkingDays);

    private short[] CountWorkingDays(int year)
    {
        // A notice may move the last days of the year before it, so every year is asked.
        var off = years.Values.SelectMany(y => y.DaysOff).Where(day => day.Year == year).ToHashSet();
        var worked = years.Values.SelectMany(y => y.WorkDays).Where(day => day.Year == year).ToHashSet();
        var first = new DateOnly(year, 1, 1);
        if (IsProvisional(first))
        {
            off.UnionWith(StatutoryDays.Of(year));
        }

        var count = new short[DateTime.IsLeapYear(year) ? 367 : 366];
        for (var i = 1; i < count.Length; i++)
        {
            var day = first.AddDays(i - 1);
            var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            count[i] = (short)(count[i - 1] + (worked.Contains(day) || (!weekend && !off.Contains(day)) ? 1 : 0));
        }

        return count;
    }

    private static int FirstWith(short[] count, int wanted)
    {
        var found = Array.BinarySearch(count, (short)wanted);
        while (count[found - 1] == wanted)
        {
            found--;
        }

        return found;
    }

    private static WorkingCalendar ReadEmbedded()
    {
        var assembly = typeof(WorkingCalendar).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith("calendar/", StringComparison.Ordinal));
        return new(names.Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return CalendarYear.Read(reader.ReadToEnd(), revision: 0).OrThrow();
        }).ToDictionary(year => year.Year));
    }
}
