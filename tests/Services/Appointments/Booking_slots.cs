using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using GovPlatform.Appointments;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Services.Appointments;

public sealed class AppointmentsHost() : ServiceHost<BookSlotRequest>("appointments")
{
    /// <summary>A hall of its own with the slots of Tuesday 2026-03-03 and the days after.</summary>
    internal async Task<IReadOnlyList<Guid>> HallAsync(int capacity)
    {
        var hall = Guid.CreateVersion7();
        await using var db = await Database.OpenConnectionAsync();
        await db.ExecuteAsync("insert into hall (id, name, address, capacity) values (@hall, @hall::text, '某路 1 号', @capacity)", new { hall, capacity });
        await OpenSlots.OpenAsync(db, new DateOnly(2026, 3, 2), Services.GetRequiredService<WorkingDays>());
        return [.. await db.QueryAsync<Guid>("select id from slot where hall_id = @hall order by starts_at", new { hall })];
    }
}

public sealed class Booking_slots(AppointmentsHost host) : IClassFixture<AppointmentsHost>
{
    [Fact]
    public async Task a_slot_is_booked_told_and_shown_to_its_person_only()
    {
        var (me, slots) = (Someone(), await host.HallAsync(3));
        var answer = await BookAsync(me, slots[0], "k-1");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        Assert.Equal("\"1\"", answer.Headers.ETag!.Tag);
        Assert.Equal(id, (await (await BookAsync(me, slots[0], "k-1")).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid());

        var told = Assert.Single(await host.Published<SlotBooked>(), e => e.AccountId == me.Id);
        Assert.Equal((id, new DateTime(2026, 3, 3, 1, 0, 0, DateTimeKind.Utc), "食品经营许可"), (told.BookingId, told.StartsAt, told.MatterName));
        Assert.Equal(HttpStatusCode.OK, (await host.As(me).GetAsync($"/api/appointments/v1/bookings/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.As(Someone()).GetAsync($"/api/appointments/v1/bookings/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await CancelAsync(Someone(), id, "\"1\"")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await BookAsync(People.Clerk, slots[0], "k-2")).StatusCode);
    }

    [Fact]
    public async Task thirty_people_at_once_get_exactly_the_five_places()
    {
        var slot = (await host.HallAsync(5))[0];
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => BookAsync(Someone(), slot, $"c-{i}")));
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        Assert.Equal(25, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal((5, 5L), await host.RowAsync<(int, long)>("select taken, (select count(*) from booking where slot_id = @slot) from slot where id = @slot", new { slot }));
    }

    [Fact]
    public async Task one_person_books_once_a_day_even_at_once()
    {
        var (me, slots) = (Someone(), await host.HallAsync(10));
        var answers = await Task.WhenAll(slots.Take(6).Select((slot, i) => BookAsync(me, slot, $"d-{i}")));
        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        Assert.Equal(1, await host.RowAsync<int>("select sum(taken)::int from slot where id = any(@slots)", new { slots = slots.Take(6).ToArray() }));
        Assert.Equal(HttpStatusCode.Created, (await BookAsync(me, slots[6], "next-day")).StatusCode);
    }

    [Fact]
    public async Task too_soon_and_too_far_ahead_are_refused_by_rule()
    {
        var slots = await host.HallAsync(10);
        var far = await BookAsync(Someone(), slots[^1], "w-1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, far.StatusCode);
        var kept = host.Clock.Now;
        host.Clock.Now = new(2026, 3, 3, 0, 0, 0, DateTimeKind.Utc);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await BookAsync(Someone(), slots[0], "w-2")).StatusCode);
        host.Clock.Now = kept;
        Assert.Equal(HttpStatusCode.NotFound, (await BookAsync(Someone(), Guid.CreateVersion7(), "w-3")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await BookAsync(Someone(), slots[0], null)).StatusCode);
    }

    [Fact]
    public async Task a_cancelled_place_is_free_again_and_the_state_and_version_are_guarded()
    {
        var (me, slots) = (Someone(), await host.HallAsync(1));
        var id = (await (await BookAsync(me, slots[0], "x-1")).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        Assert.Equal(428, (int)(await CancelAsync(me, id, null)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await CancelAsync(me, id, "\"7\"")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await CancelAsync(me, id, "\"1\"")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await CancelAsync(me, id, "\"2\"")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await BookAsync(Someone(), slots[0], "x-2")).StatusCode);

        var late = (await (await BookAsync(me, slots[1], "x-3")).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        var kept = host.Clock.Now;
        host.Clock.Now = new(2026, 3, 3, 1, 0, 0, DateTimeKind.Utc);
        Assert.Equal(HttpStatusCode.Conflict, (await CancelAsync(me, late, "\"1\"")).StatusCode);
        host.Clock.Now = kept;
    }

    [Fact]
    public async Task anyone_reads_halls_and_the_slots_of_the_window()
    {
        var added = await AddHallAsync(People.Admin, "望川分厅");
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await AddHallAsync(People.Admin, "望川分厅")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await AddHallAsync(People.Citizen, "别厅")).StatusCode);
        await host.HallAsync(2);
        var slots = await host.Anonymous().GetFromJsonAsync<JsonElement>(added.Headers.Location);
        Assert.Equal(30, slots.GetArrayLength());
        Assert.Equal(4, slots[0].GetProperty("free").GetInt32());
        var halls = await host.Anonymous().GetFromJsonAsync<JsonElement>("/api/appointments/v1/halls");
        Assert.Contains(halls.EnumerateArray(), h => h.GetProperty("name").GetString() == "望川分厅");
    }

    private static Caller Someone() => People.Citizen with { Id = Guid.CreateVersion7() };

    private Task<HttpResponseMessage> BookAsync(Caller caller, Guid slot, string? key) =>
        PostAsync(caller, "bookings", new BookSlotRequest(slot, "食品经营许可"), key);

    private Task<HttpResponseMessage> AddHallAsync(Caller caller, string name) =>
        PostAsync(caller, "halls", new AddHallRequest(name, "某路 2 号", 4), $"{Guid.NewGuid()}");

    private async Task<HttpResponseMessage> PostAsync(Caller caller, string path, object body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/appointments/v1/{path}") { Content = JsonContent.Create(body, body.GetType()) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await host.As(caller).SendAsync(request);
    }

    private async Task<HttpResponseMessage> CancelAsync(Caller caller, Guid id, string? ifMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/appointments/v1/bookings/{id}/cancel");
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await host.As(caller).SendAsync(request);
    }
}
