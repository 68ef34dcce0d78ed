using Dapper;
using Npgsql;

namespace GovPlatform.Matters.Calendar;

/// <summary>Anybody reads which days are worked.</summary>
internal static class ReadCalendar
{
    public static void Map(IEndpointRouteBuilder matters) =>
        matters.MapGet("/calendar/{year:int}", ReadAsync).WithName("ReadCalendar").AllowAnonymous().WithSummary("Days off and worked weekends of a year; 404 where its notice is not known");

    private static async Task<Results<Ok<CalendarView>, Problem>> ReadAsync(int year, NpgsqlDataSource source, HttpResponse response, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var view = await db.QuerySingleOrDefaultAsync<CalendarView>(
            """
            select year, revision, published, days_off, work_days, papers
            from calendar
            where year = @year
            """, new { year }) ?? CalendarView.Embedded(year);
        if (view is null)
            return Problem.NotFound();
        response.SetETag(view.Revision);
        return TypedResults.Ok(view);
    }
}

/// <summary>The working-day calendar of a year as told.</summary>
internal sealed record CalendarView
{
    // Settable members: Dapper finds no constructor that takes an array.
    public required int Year { get; init; }

    /// <summary>Rises with each import; 0 is the year the platform was built with.</summary>
    public required int Revision { get; init; }

    public required bool Published { get; init; }
    public required DateOnly[] DaysOff { get; init; }
    public required DateOnly[] WorkDays { get; init; }
    public required string[] Papers { get; init; }

    public static CalendarView Of(CalendarYear year, IReadOnlyList<string> papers) => new()
    {
        Year = year.Year, Revision = year.Revision, Published = year.Published, DaysOff = [.. year.DaysOff], WorkDays = [.. year.WorkDays], Papers = [.. papers],
    };

    public static CalendarView? Embedded(int year) =>
        WorkingCalendar.Embedded.Years.FirstOrDefault(known => known.Year == year) is { } built
            ? Of(built, [])
            : null;
}
