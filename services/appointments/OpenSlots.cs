using Dapper;
using Npgsql;

namespace GovPlatform.Appointments;

/// <summary>Keeps a slot open for each hour of each hall, as far ahead as may be booked; in Development it also seeds the county's hall.</summary>
internal sealed class OpenSlots(IServiceProvider services, NpgsqlDataSource source, WorkingDays days, GovSettings settings, TimeProvider time)
    : TimedLoop(services, TimeSpan.FromSeconds(30))
{
    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (settings.Seed)
            await db.ExecuteAsync("""
                insert into hall (id, name, address, capacity) values (@id, @name, @address, 10)
                on conflict (name) do nothing
                """, new { id = Guid.CreateVersion7(), name = $"{settings.County}政务服务大厅", address = $"{settings.County}行政路 1 号" });
        await OpenAsync(db, time.Today(), days);
    }

    /// <summary>One statement for all that is missing; nothing is read or written when the last day is open already.</summary>
    internal static async Task OpenAsync(NpgsqlConnection db, DateOnly today, WorkingDays days)
    {
        DateOnly[] ahead = [.. Enumerable.Range(1, 6).Select(n => days.Add(today, n))];
        var halls = (await db.QueryAsync<Guid>(
            "select id from hall h where not exists (select from slot s where s.hall_id = h.id and s.day = @last)", new { last = ahead[^1] })).AsList();
        var missing = halls.SelectMany(hall => ahead.SelectMany(day => Slot.Hours.Select(hour => (Id: Guid.CreateVersion7(), Hall: hall, Day: day, Start: ChinaTime.Utc(day, new(hour, 0)))))).ToList();
        if (missing.Count == 0) return;
        await db.ExecuteAsync("""
            insert into slot (id, hall_id, day, starts_at, ends_at, capacity, taken)
            select x.id, x.hall_id, x.day::date, x.starts_at, x.starts_at + interval '1 hour', h.capacity, 0
            from unnest(@ids, @halls, @daysOf, @starts) as x (id, hall_id, day, starts_at)
            join hall h on h.id = x.hall_id
            on conflict (hall_id, starts_at) do nothing
            """, new
        {
            ids = missing.Select(m => m.Id).ToArray(),
            halls = missing.Select(m => m.Hall).ToArray(),
            daysOf = missing.Select(m => $"{m.Day:yyyy-MM-dd}").ToArray(),
            starts = missing.Select(m => m.Start).ToArray(),
        });
    }
}
