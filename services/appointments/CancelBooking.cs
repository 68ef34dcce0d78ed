using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Appointments;

/// <summary>A person gives the place back, at the latest two hours ahead.</summary>
internal static class CancelBooking
{
    public static void MapCancelBooking(this RouteGroupBuilder api) =>
        api.MapPost("/bookings/{id:guid}/cancel", CancelAsync).WithName("CancelBooking").AllowKinds(Kind.Citizen, Kind.Organisation);

    /// <summary>Cancels one of my bookings.</summary>
    private static async Task<Results<Ok<BookingView>, Problem>> CancelAsync(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        // Slot before booking, as booking does: the other order could deadlock with a new booking of the same day.
        await tx.ExecuteAsync("select from slot where id = (select slot_id from booking where id = @id and account_id = @mine) for update", new { id, mine = me.Id });
        var booking = await tx.FindAsync<Booking>($"{Booking.Select} where b.id = @id and b.account_id = @mine for update of b", new { id, mine = me.Id });
        if (booking is null) return Problem.NotFound();
        if (Precondition.Failed(ifMatch, booking.Version) is { } no) return no;
        if (booking.Cancel() is not { } cancelled) return Problems.AlreadyCancelled(booking.Status);
        var now = time.GetUtcNow().UtcDateTime;
        if (booking.IsTooLateToCancel(now)) return Problems.TooLateToCancel(booking.Status);

        await tx.ExecuteAsync("update slot set taken = taken - 1 where id = @SlotId", new { booking.SlotId });
        await tx.ExecuteAsync(
            "update booking set status = @Status, version = @Version, cancelled_at = @now where id = @Id",
            new { cancelled.Status, cancelled.Version, now, cancelled.Id });
        tx.Audit("cancel", "booking", id.ToString());
        await tx.CommitAsync(ct);
        response.SetETag(cancelled.Version);
        return TypedResults.Ok(BookingView.Of(cancelled));
    }
}
