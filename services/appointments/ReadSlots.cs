using Dapper;
using Npgsql;

namespace GovPlatform.Appointments;

/// <summary>Where and when one can come, for everyone to read.</summary>
internal static class ReadSlots
{
    public static void MapHalls(this RouteGroupBuilder api)
    {
        api.MapGet("/halls", HallsAsync).WithName("ListHalls").AllowAnonymous();
        api.MapGet("/halls/{hallId:guid}/slots", SlotsAsync).WithName("ListSlots").AllowAnonymous();
    }

    /// <summary>The county's halls.</summary>
    private static async Task<Ok<IReadOnlyList<HallView>>> HallsAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        return TypedResults.Ok<IReadOnlyList<HallView>>([.. await db.QueryAsync<HallView>("select id, name, address from hall order by name limit 100")]);
    }

    /// <summary>The slots of a hall that may be booked now, full ones included.</summary>
    private static async Task<Results<Ok<IReadOnlyList<SlotView>>, Problem>> SlotsAsync(
        Guid hallId, NpgsqlDataSource source, WorkingDays days, TimeProvider time, CancellationToken ct)
    {
        var (first, last) = Slot.Window(time.Today(), days);
        await using var db = await source.OpenConnectionAsync(ct);
        if (!await db.ExecuteScalarAsync<bool>("select exists (select from hall where id = @hallId)", new { hallId })) return Problem.NotFound();
        var slots = await db.QueryAsync<SlotView>("""
            select id, starts_at, ends_at, capacity - taken as free
            from slot
            where hall_id = @hallId and day between @first and @last
            order by starts_at
            """, new { hallId, first, last });
        return TypedResults.Ok<IReadOnlyList<SlotView>>([.. slots]);
    }
}

/// <summary>A hall.</summary>
internal sealed record HallView(Guid Id, string Name, string Address);

/// <summary>One hour of a hall.</summary>
/// <param name="Free">Places left.</param>
internal sealed record SlotView(Guid Id, DateTime StartsAt, DateTime EndsAt, int Free);
