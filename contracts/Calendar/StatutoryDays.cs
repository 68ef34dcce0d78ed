using System.Globalization;

namespace GovPlatform.Contracts;

/// <summary>The 13 statutory days off (全国年节及纪念日放假办法, 2024 amendment): what is known of a year before its notice.</summary>
internal static class StatutoryDays
{
    // Knows 1901 to 2100; it computes, and needs no culture data.
    private static readonly ChineseLunisolarCalendar Lunar = new();

    public static IEnumerable<DateOnly> Of(int year)
    {
        DateOnly[] solar = [new(year, 1, 1), new(year, 5, 1), new(year, 5, 2), new(year, 10, 1), new(year, 10, 2), new(year, 10, 3)];
        if (year is < 2000 or > 2099)
        {
            return solar;
        }

        var newYear = OfLunar(year, 1, 1);
        DateOnly[] lunar =
        [
            newYear.AddDays(-1), newYear, newYear.AddDays(1), newYear.AddDays(2),
            new(year, 4, Qingming(year % 100)), OfLunar(year, 5, 5), OfLunar(year, 8, 15),
        ];
        return solar.Concat(lunar);
    }

    private static int Qingming(int year) => (int)(year * 0.2422 + 4.81) - year / 4;

    private static DateOnly OfLunar(int year, int month, int day)
    {
        // A leap month is counted: after it, the eighth month is the ninth of the calendar.
        var leap = Lunar.GetLeapMonth(year);
        return DateOnly.FromDateTime(Lunar.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
    }
}
