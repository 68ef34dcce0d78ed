using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Appointments;

/// <summary>Which slot, and what for.</summary>
public sealed record BookSlotRequest([property: Required] Guid SlotId, [property: Required, StringLength(200, MinimumLength = 2)] string MatterName);

/// <summary>A person books a place in a slot.</summary>
internal static class BookSlot
{
    public static void MapBookSlot(this RouteGroupBuilder api) =>
        api.MapPost("/bookings", BookAsync).WithName("BookSlot").AllowKinds(Kind.Citizen, Kind.Organisation).WithIdempotency();

    /// <summary>Books a place, one to five working days ahead, one a day.</summary>
    private static async Task<Results<Created<BookingView>, Problem>> BookAsync(
        BookSlotRequest request, Tx tx, Caller me, WorkingDays days, TimeProvider time, HttpResponse response)
    {
        var slot = await tx.FindAsync<Slot>("""
            select s.id, s.day, s.starts_at, s.ends_at, s.capacity, s.taken, h.name as hall_name, h.address
            from slot s join hall h on h.id = s.hall_id
            where s.id = @SlotId
            """, new { request.SlotId });
        if (slot is null) return Problem.NotFound();
        var (first, last) = Slot.Window(time.Today(), days);
        if (slot.Day < first || slot.Day > last) return Problems.OutsideWindow(first, last);

        // The row's own lock makes the count exact; the partial unique index makes it one a day.
        if (await tx.ExecuteAsync("update slot set taken = taken + 1 where id = @Id and taken < capacity", new { slot.Id }) == 0) return Problems.SlotFull();
        var booking = new Booking
        {
            Id = Guid.CreateVersion7(), SlotId = slot.Id, AccountId = me.Id, MatterName = request.MatterName, BookedAt = time.GetUtcNow().UtcDateTime, Version = 1,
            StartsAt = slot.StartsAt, EndsAt = slot.EndsAt, HallName = slot.HallName, Address = slot.Address,
        };
        var booked = await tx.ExecuteAsync("""
            insert into booking (id, slot_id, account_id, day, matter_name, status, booked_at, version)
            values (@Id, @SlotId, @AccountId, @Day, @MatterName, @Status, @BookedAt, @Version)
            on conflict (account_id, day) where status = 'booked' do nothing
            """, new { booking.Id, booking.SlotId, booking.AccountId, slot.Day, booking.MatterName, booking.Status, booking.BookedAt, booking.Version });
        if (booked == 0) return Problems.BookedThatDay();

        tx.Audit("book", "booking", booking.Id.ToString());
        tx.Publish(new SlotBooked(booking.BookedAt, booking.Id, me.Id, slot.HallName, request.MatterName, slot.StartsAt));
        await tx.CommitAsync();
        response.SetETag(booking.Version);
        return TypedResults.Created($"/api/appointments/v1/bookings/{booking.Id}", BookingView.Of(booking));
    }
}
