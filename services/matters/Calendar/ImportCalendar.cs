using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Matters.Calendar;

/// <summary>An administrator imports a year's holidays; all services that count working days are told.</summary>
internal static class ImportCalendar
{
    public static void Map(IEndpointRouteBuilder matters) =>
        matters.MapPut("/calendar/{year:int}", ImportAsync).WithName("ImportCalendar").AllowRoles(Role.Admin).WithSummary("Imports a year in the format of holiday-cn; If-Match is its revision, \"0\" where there is none");

    private static async Task<Results<Ok<CalendarView>, Problem>> ImportAsync(
        int year, HolidayYear holidays, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        // A year that is not stored yet has no row to lock.
        await tx.ExecuteAsync("select pg_advisory_xact_lock(hashtext('calendar'), @year)", new { year });
        var revision = await tx.ScalarAsync<int>("select coalesce(max(revision), 0) from calendar where year = @year", new { year });
        if (Precondition.Failed(ifMatch, revision) is { } no)
            return no;
        if (holidays.Year != year)
            return Problems.CalendarYear(year);
        if (!CalendarYear.Read(JsonSerializer.Serialize(holidays, GovJson.Events), revision + 1).Try(out var read, out var refusal))
            return Problems.Calendar(refusal);

        var now = time.GetUtcNow().UtcDateTime;
        var view = CalendarView.Of(read, holidays.Papers);
        await tx.ExecuteAsync(
            """
            insert into calendar (year, revision, published, days_off, work_days, papers, imported_at)
            values (@Year, @Revision, @Published, @DaysOff, @WorkDays, @Papers, @now)
            on conflict (year) do update
            set revision = excluded.revision, published = excluded.published, days_off = excluded.days_off, work_days = excluded.work_days,
                papers = excluded.papers, imported_at = excluded.imported_at
            """, new { view.Year, view.Revision, view.Published, view.DaysOff, view.WorkDays, view.Papers, now });
        tx.Publish(new CalendarPublished(now, year, view.Revision, view.Published, view.DaysOff, view.WorkDays));
        tx.Audit("calendar.import", "calendar", $"{year}", new { view.Revision });
        await tx.CommitAsync(ct);
        response.SetETag(view.Revision);
        return TypedResults.Ok(view);
    }
}
