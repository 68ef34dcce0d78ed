using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Appointments;

/// <summary>A new hall.</summary>
/// <param name="Capacity">Visits that each hour can take.</param>
public sealed record AddHallRequest([property: Required, StringLength(100, MinimumLength = 2)] string Name, [property: Required, StringLength(200)] string Address, [property: Range(1, 1000)] int Capacity);

/// <summary>An admin opens a hall to bookings; its slots open with the next round of OpenSlots.</summary>
internal static class AddHall
{
    public static void MapAddHall(this RouteGroupBuilder api) => api.MapPost("/halls", AddAsync).WithName("AddHall").AllowRoles(Role.Admin).WithIdempotency();

    /// <summary>Adds a hall.</summary>
    private static async Task<Results<Created<HallView>, Problem>> AddAsync(AddHallRequest request, Tx tx)
    {
        var hall = new HallView(Guid.CreateVersion7(), request.Name, request.Address);
        var added = await tx.ExecuteAsync(
            "insert into hall (id, name, address, capacity) values (@Id, @Name, @Address, @Capacity) on conflict (name) do nothing",
            new { hall.Id, hall.Name, hall.Address, request.Capacity });
        if (added == 0) return Problems.HallExists();
        tx.Audit("add", "hall", hall.Id.ToString());
        await tx.CommitAsync();
        return TypedResults.Created($"/api/appointments/v1/halls/{hall.Id}/slots", hall);
    }
}
