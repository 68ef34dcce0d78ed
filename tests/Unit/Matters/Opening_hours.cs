using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>Open now, and when next: over lunch, night, weekends, holidays and worked weekends of 2026.</summary>
public sealed class Opening_hours
{
    private static readonly WorkingDays Days = new();

    private static readonly OpeningHours Hall = Of();

    [Theory]
    [InlineData("2026-03-02 09:00", true, "2026-03-02 12:00")]
    [InlineData("2026-03-02 11:59", true, "2026-03-02 12:00")]
    [InlineData("2026-03-02 12:00", false, "2026-03-02 13:00")]
    [InlineData("2026-03-02 17:00", false, "2026-03-03 09:00")]
    [InlineData("2026-03-06 18:00", false, "2026-03-07 09:00")]
    [InlineData("2026-03-07 12:30", false, "2026-03-09 09:00")]
    public void a_day_has_its_lunch_and_its_end(string at, bool open, string next) => Assert.Equal((open, next), Told(Hall, at));

    [Theory]
    [InlineData("2026-09-30 17:00", false, "2026-10-08 09:00")]
    [InlineData("2026-10-01 10:00", false, "2026-10-08 09:00")]
    [InlineData("2026-09-26 10:00", false, "2026-09-28 09:00")]
    public void a_holiday_closes_it_and_the_saturday_inside_it_too(string at, bool open, string next) => Assert.Equal((open, next), Told(Hall, at));

    [Theory]
    [InlineData("2026-09-20 14:00", true, "2026-09-20 17:00")]
    [InlineData("2026-10-10 16:00", true, "2026-10-10 17:00")]
    [InlineData("2026-09-19 12:00", false, "2026-09-20 09:00")]
    public void a_weekend_day_that_is_worked_keeps_the_hours_of_a_monday(string at, bool open, string next) => Assert.Equal((open, next), Told(Hall, at));

    [Fact]
    public void an_exception_goes_before_the_week_and_the_calendar()
    {
        var moved = Of(exceptions:
        [
            new() { From = new(2026, 3, 2), To = new(2026, 3, 3), Reason = "搬迁" },
            new() { From = new(2026, 10, 1), To = new(2026, 10, 1), Hours = [new() { Days = [4], From = "10:00", To = "11:00" }], Reason = "节日值班" },
        ]);
        Assert.Equal((false, "2026-03-04 09:00"), Told(moved, "2026-03-02 10:00"));
        Assert.Equal((true, "2026-10-01 11:00"), Told(moved, "2026-10-01 10:30"));
    }

    [Fact]
    public void a_point_that_never_closes_is_open_on_a_holiday_and_tells_no_end()
    {
        var point = new OpeningHours([new() { Days = [1, 2, 3, 4, 5, 6, 7], From = "00:00", To = "24:00" }], [], openOnHolidays: true);
        Assert.Equal((true, null), Told(point, "2026-10-01 23:59"));
    }

    [Fact]
    public void hours_over_midnight_are_two_periods_and_end_once()
    {
        var night = new OpeningHours([new() { Days = [1], From = "20:00", To = "24:00" }, new() { Days = [2], From = "00:00", To = "02:00" }], [], false);
        Assert.Equal((true, "2026-03-03 02:00"), Told(night, "2026-03-02 21:00"));
    }

    [Fact]
    public void a_place_without_hours_never_opens() => Assert.Equal((false, null), Told(new OpeningHours([], [], false), "2026-03-02 10:00"));

    [Fact]
    public void a_year_without_its_notice_makes_the_answer_provisional()
    {
        Assert.False(Hall.At(Utc("2026-03-02 10:00"), Days).Provisional);
        Assert.True(Hall.At(Utc("2031-03-03 10:00"), Days).Provisional);
    }

    [Fact]
    public void an_imported_year_counts()
    {
        var days = new WorkingDays();
        days.Learn(new CalendarYear(2027, 1, true, [new(2027, 3, 1)], [new(2027, 3, 7)]));
        Assert.Equal(Utc("2027-03-02 09:00"), Hall.At(Utc("2027-03-01 10:00"), days).Opens);
        Assert.True(Hall.At(Utc("2027-03-07 14:00"), days).Open);
    }

    private static OpeningHours Of(IReadOnlyList<HoursException>? exceptions = null) => new(
        [
            new() { Days = [1, 2, 3, 4, 5], From = "13:00", To = "17:00" },
            new() { Days = [1, 2, 3, 4, 5, 6], From = "09:00", To = "12:00" },
        ], exceptions ?? [], openOnHolidays: false);

    private static (bool, string?) Told(OpeningHours hours, string at) =>
        hours.At(Utc(at), Days) is var told && (told.Closes ?? told.Opens) is { } next ? (told.Open, $"{next + ChinaTime.Offset:yyyy-MM-dd HH:mm}") : (told.Open, null);

    private static DateTime Utc(string china) => DateTime.SpecifyKind(DateTime.Parse(china) - ChinaTime.Offset, DateTimeKind.Utc);
}
