using System.Globalization;

namespace GovPlatform.Matters;

/// <summary>Whether a place is open at a moment, and when it opens next: its week, its exceptions, and the working calendar. Pure.</summary>
internal sealed class OpeningHours(IReadOnlyList<OpenPeriod> week, IReadOnlyList<HoursException> exceptions, bool openOnHolidays)
{
    /// <summary>A place that stays closed longer tells no next opening; one that is open longer, no closing.</summary>
    private const int DaysAhead = 60;

    /// <param name="at">UTC.</param>
    public Opening At(DateTime at, WorkingDays days)
    {
        var (today, provisional) = (ChinaTime.Date(at), false);
        for (var day = today; day <= today.AddDays(DaysAhead); day = day.AddDays(1))
        {
            provisional |= days.IsProvisional(day);
            foreach (var (from, to) in On(day, days))
            {
                if (at < from)
                    return new(false, from, null, provisional);
                if (at < to)
                    return new(true, null, Closes(to, today.AddDays(DaysAhead), days), days.IsProvisional(day));
            }
        }
        return new(false, null, null, provisional);
    }

    /// <summary>The moments between which it is open on that day, in order.</summary>
    public IEnumerable<(DateTime From, DateTime To)> On(DateOnly day, WorkingDays days) =>
        Periods(day, days).OrderBy(period => period.From, StringComparer.Ordinal).Select(period => (Moment(day, period.From), Moment(day, period.To)));

    private IEnumerable<OpenPeriod> Periods(DateOnly day, WorkingDays days)
    {
        if (exceptions.LastOrDefault(exception => exception.From <= day && day <= exception.To) is { } exception)
            return On(exception.Hours, Weekday(day));
        var weekend = Weekday(day) > 5;
        if (days.IsWorkingDay(day))
            return On(week, weekend ? 1 : Weekday(day));
        return (weekend && !days.IsHoliday(day)) || openOnHolidays ? On(week, Weekday(day)) : [];
    }

    /// <summary>When it closes: what ends at midnight goes on where the next day begins open; null where it does so for as long as one looks.</summary>
    private DateTime? Closes(DateTime end, DateOnly last, WorkingDays days)
    {
        while (ChinaTime.Date(end) <= last)
        {
            var next = On(ChinaTime.Date(end), days).FirstOrDefault(period => period.From == end);
            if (next == default)
                return end;
            end = next.To;
        }
        return null;
    }

    private static IEnumerable<OpenPeriod> On(IReadOnlyList<OpenPeriod> periods, int weekday) => periods.Where(period => period.Days.Contains(weekday));

    private static int Weekday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    private static DateTime Moment(DateOnly day, string time) =>
        time == "24:00" ? ChinaTime.Utc(day.AddDays(1), TimeOnly.MinValue) : ChinaTime.Utc(day, TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture));
}

/// <summary>What a place is at a moment.</summary>
/// <param name="Opens">When it opens next; null where it is open, or stays closed for the next two months.</param>
/// <param name="Closes">When it closes; null where it is closed, or never closes.</param>
/// <param name="Provisional">True where this rests on a year whose holidays are not announced.</param>
internal sealed record Opening(bool Open, DateTime? Opens, DateTime? Closes, bool Provisional);
