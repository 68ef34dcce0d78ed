using GovPlatform.Contracts;
using MassTransit;

namespace GovPlatform.ServiceDefaults;

/// <summary>Keeps the year that matters published; a lower revision than the one kept changes nothing.</summary>
internal sealed class WhenCalendarPublished(Tx tx, WorkingDays days) : IConsumer<CalendarPublished>
{
    public async Task Consume(ConsumeContext<CalendarPublished> context)
    {
        var told = context.Message;
        await tx.ExecuteAsync("""
            insert into calendar_year as kept (year, revision, published, days_off, work_days)
            values (@Year, @Revision, @Published, @DaysOff::date[], @WorkDays::date[])
            on conflict (year) do update
            set revision = excluded.revision, published = excluded.published, days_off = excluded.days_off, work_days = excluded.work_days
            where kept.revision < excluded.revision
            """, new { told.Year, told.Revision, told.Published, DaysOff = Texts(told.DaysOff), WorkDays = Texts(told.WorkDays) });
        // A calendar is true whether or not this transaction commits; the other replicas read the row.
        days.Learn(new(told.Year, told.Revision, told.Published, told.DaysOff, told.WorkDays));
    }

    private static string[] Texts(IEnumerable<DateOnly> days) => [.. days.Select(day => $"{day:yyyy-MM-dd}")];
}
