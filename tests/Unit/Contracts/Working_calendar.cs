namespace GovPlatform.Tests.Unit;

public sealed class Working_calendar
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Embedded;

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    [Theory]
    [InlineData("2026-02-13", 1, "2026-02-14")]
    [InlineData("2026-02-14", 1, "2026-02-24")]
    [InlineData("2026-04-30", 5, "2026-05-11")]
    [InlineData("2026-09-18", 5, "2026-09-24")]
    [InlineData("2026-11-20", 20, "2026-12-18")]
    [InlineData("2025-09-26", 5, "2025-10-10")]
    [InlineData("2025-12-31", 1, "2026-01-04")]
    public void a_limit_ends_on_the_day_of_the_vectors(string start, int days, string due)
    {
        Assert.Equal(Day(due), Calendar.Add(Day(start), days));
        Assert.Equal(days, Calendar.Between(Day(start), Day(due)));
        Assert.Equal(-days, Calendar.Between(Day(due), Day(start)));
    }

    [Theory]
    [InlineData("2026-02-24", -1, "2026-02-14")]
    [InlineData("2026-01-04", -1, "2025-12-31")]
    [InlineData("2026-02-17", -1, "2026-02-14")]
    public void a_negative_number_counts_back(string start, int days, string day) => Assert.Equal(Day(day), Calendar.Add(Day(start), days));

    [Fact]
    public void zero_days_is_the_day_itself() => Assert.Equal(Day("2026-10-03"), Calendar.Add(Day("2026-10-03"), 0));

    [Theory]
    [InlineData(2025)]
    [InlineData(2026)]
    public void both_years_have_248_working_days(int year) => Assert.Equal(248, Calendar.Between(new DateOnly(year - 1, 12, 31), new DateOnly(year, 12, 31)));

    [Theory]
    [InlineData("2026-02-14", true)]
    [InlineData("2026-02-15", false)]
    [InlineData("2025-10-08", false)]
    [InlineData("2025-10-11", true)]
    [InlineData("2026-11-20", true)]
    [InlineData("2026-11-21", false)]
    public void a_day_is_worked_or_not(string day, bool worked) => Assert.Equal(worked, Calendar.IsWorkingDay(Day(day)));

    [Fact]
    public void due_dates_in_a_year_without_a_notice_are_provisional()
    {
        Assert.False(Calendar.IsProvisional(Day("2026-12-31")));
        Assert.True(Calendar.IsProvisional(Day("2027-01-04")));
    }

    [Theory]
    [InlineData(2027, "02-05 02-08 04-05 06-09 09-15 10-01")]
    [InlineData(2028, "01-26 04-04 05-01 10-03")]
    [InlineData(2033, "01-31 02-01 02-02")]
    public void a_year_without_a_notice_has_its_statutory_days_by_the_moon(int year, string daysOff) =>
        Assert.All(daysOff.Split(' '), day => Assert.False(Calendar.IsWorkingDay(Day($"{year}-{day}"))));

    [Fact]
    public void the_moons_days_of_2028_fall_on_weekdays_or_not_as_the_almanac_says()
    {
        Assert.Equal(Day("2028-05-28"), StatutoryDays2028()[11]);
        Assert.Equal(Day("2028-10-03"), StatutoryDays2028()[12]);
    }

    [Fact]
    public void a_notice_replaces_the_provisional_year_and_a_lower_revision_does_not_return()
    {
        var second = new CalendarYear(2027, 2, true, [Day("2027-01-01")], []);
        var first = new CalendarYear(2027, 1, true, [Day("2027-01-01"), Day("2027-02-08")], []);
        var calendar = Calendar.With(second).With(first);
        Assert.False(calendar.IsProvisional(Day("2027-02-08")));
        Assert.True(calendar.IsWorkingDay(Day("2027-02-08")));
        Assert.False(Calendar.IsWorkingDay(Day("2027-02-08")));
    }

    [Fact]
    public void a_notice_may_move_the_last_days_of_the_year_before()
    {
        var calendar = Calendar.With(new CalendarYear(2027, 1, true, [Day("2026-12-31")], [Day("2026-12-26")]));
        Assert.False(calendar.IsWorkingDay(Day("2026-12-31")));
        Assert.True(calendar.IsWorkingDay(Day("2026-12-26")));
    }

    [Fact]
    public void a_limit_of_forty_years_is_as_right_as_a_walk_by_days()
    {
        var start = Day("2026-11-20");
        var walked = start;
        for (var n = 0; n < 10_000; n++)
        {
            do
            {
                walked = walked.AddDays(1);
            }
            while (!Calendar.IsWorkingDay(walked));
        }

        Assert.Equal(walked, Calendar.Add(start, 10_000));
        Assert.Equal(10_000, Calendar.Between(start, walked));
    }

    [Theory]
    [InlineData("""{"year":2027,"papers":[],"days":[]}""", "calendar-empty")]
    [InlineData("not json", "calendar-empty")]
    [InlineData("""{"year":2027,"days":[{"name":"x","date":"2028-01-03","isOffDay":true}]}""", "calendar-date")]
    [InlineData("""{"year":2027,"days":[{"name":"x","date":"2027-01-06","isOffDay":false}]}""", "calendar-workday")]
    public void a_file_that_cannot_be_a_notice_is_refused(string json, string code) =>
        Assert.Equal(code, CalendarYear.Read(json, 1).Refusal?.Code);

    [Theory]
    [InlineData("2026-03-02", 5, "1", "2026-03-09")]
    [InlineData("2026-03-02", 5, "2", "2026-03-09")]
    [InlineData("2026-03-02", 4, "2", "2026-03-06")]
    [InlineData("2026-09-24", 2, "2", "2026-09-28")]
    [InlineData("2026-03-06", 3, "3", "2026-03-06")]
    [InlineData("2026-03-06", 8, "3", "2026-03-06")]
    [InlineData("2026-03-06", 9, "3", "2026-03-09")]
    [InlineData("2026-03-06", 24, "3", "2026-03-10")]
    [InlineData("2026-03-07", 3, "3", "2026-03-09")]
    [InlineData("2026-03-07", 16, "3", "2026-03-10")]
    [InlineData("2026-03-07", 0, "3", "2026-03-07")]
    public void a_limit_ends_on_a_worked_day_in_its_unit(string start, int limit, string unit, string due) =>
        Assert.Equal(Day(due), WorkingCalendar.Embedded.Due(Day(start), limit, unit));

    [Theory]
    [InlineData("2026-03-05", 24, "3", "2026-03-06")]
    [InlineData("2026-03-06", 24, "3", "2026-03-09")]
    [InlineData("2026-03-07", 12, "3", "2026-03-09")]
    [InlineData("2026-03-02", 5, "1", "2026-03-09")]
    [InlineData("2026-03-02", 5, "2", "2026-03-09")]
    public void the_hours_of_the_law_run_through_the_night(string start, int limit, string unit, string due) =>
        Assert.Equal(Day(due), WorkingCalendar.Embedded.DueByLaw(Day(start), limit, unit));

    private static DateOnly[] StatutoryDays2028() => [.. StatutoryDays.Of(2028)];
}
