using Dapper;
using Npgsql;

namespace GovPlatform.Appointments;

/// <summary>A person's own bookings.</summary>
internal static class ReadBookings
{
    public static void MapBookings(this RouteGroupBuilder api)
    {
        api.MapGet("/bookings", ListAsync).WithName("ListMyBookings").AllowKinds(Kind.Citizen, Kind.Organisation);
        api.MapGet("/bookings/{id:guid}", ReadAsync).WithName("ReadBooking").AllowKinds(Kind.Citizen, Kind.Organisation);
    }

    /// <summary>My bookings, newest first.</summary>
    private static async Task<Results<Ok<Page<BookingView>>, Problem>> ListAsync(
        NpgsqlDataSource source, Caller me, HttpContext http, CancellationToken ct, int? limit = null, string? after = null)
    {
        var cursor = (At: DateTime.MaxValue, Id: Guid.Empty);
        if (after is not null && !Cursor.TryDecode(after, out cursor)) return Cursor.Unreadable();
        var take = Paging.Limit(limit);
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = await db.QueryAsync<Booking>(Sql(after is not null), new { mine = me.Id, cursor.At, cursor.Id, take = take + 1 });
        var page = Paging.Of([.. rows], take, b => Cursor.Encode(b.BookedAt, b.Id), http);
        return TypedResults.Ok(new Page<BookingView>([.. page.Items.Select(BookingView.Of)], page.Next));
    }

    internal static string Sql(bool behind) => $"""
        {Booking.Select}
        where b.account_id = @mine
        {(behind ? "and (b.booked_at, b.id) < (@At, @Id)" : "")}
        order by b.booked_at desc, b.id desc
        limit @take
        """;

    /// <summary>One of my bookings.</summary>
    private static async Task<Results<Ok<BookingView>, Problem>> ReadAsync(Guid id, NpgsqlDataSource source, Caller me, HttpResponse response, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var found = await db.QuerySingleOrDefaultAsync<Booking>($"{Booking.Select} where b.id = @id and b.account_id = @mine", new { id, mine = me.Id });
        if (found is null) return Problem.NotFound();
        response.SetETag(found.Version);
        return TypedResults.Ok(BookingView.Of(found));
    }
}
