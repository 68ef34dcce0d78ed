using System.Text.Json;

namespace GovPlatform.Contracts;

/// <summary>Days off and worked weekends of one year, as the State Council's office announced them.</summary>
/// <param name="Revision">Rises with each import of the year; 0 is what the platform was built with. The higher one wins.</param>
/// <param name="Published">False where the year was not announced when this was made.</param>
/// <param name="DaysOff">Days off, the weekends inside holidays among them; a notice may reach into the last days of the year before.</param>
/// <param name="WorkDays">Weekend days that are worked (调休).</param>
public sealed record CalendarYear(int Year, int Revision, bool Published, IReadOnlyList<DateOnly> DaysOff, IReadOnlyList<DateOnly> WorkDays)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads a year in the format of NateScarlet/holiday-cn ({year, papers, days: [{name, date, isOffDay}]}), and says what is wrong with one that cannot be right.</summary>
    public static Parsed<CalendarYear> Read(string json, int revision)
    {
        Announced? announced;
        try
        {
            announced = JsonSerializer.Deserialize<Announced>(json, Json);
        }
        catch (JsonException)
        {
            announced = null;
        }

        if (announced is not { Days: { Count: > 0 } days, Year: >= 2007 and < 2100 and var year })
        {
            return new Refusal("calendar-empty", "不是节假日安排，或尚未公布", "is no holiday calendar, or one that is not published");
        }

        var stray = days.FirstOrDefault(day => day.Date.Year != year && day.Date.AddDays(7).Year != year)?.Date;
        if (stray is not null)
        {
            return new Refusal("calendar-date", $"{stray:yyyy-MM-dd}不属于{year}年", $"names {stray:yyyy-MM-dd}, which is not of {year}");
        }

        // The notices move weekend days only: a worked Wednesday is a mistake of the file.
        var odd = days.FirstOrDefault(day => !day.IsOffDay && day.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))?.Date;
        return odd is not null
            ? new Refusal("calendar-workday", $"{odd:yyyy-MM-dd}不是周末，不能作为调休上班日", $"makes {odd:yyyy-MM-dd} a worked weekend day, which it is not")
            : new CalendarYear(year, revision, true, [.. days.Where(day => day.IsOffDay).Select(day => day.Date)], [.. days.Where(day => !day.IsOffDay).Select(day => day.Date)]);
    }

    private sealed record Announced(int Year, IReadOnlyList<AnnouncedDay>? Days);

    private sealed record AnnouncedDay(DateOnly Date, bool IsOffDay);
}
