using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Matters;

/// <summary>An administrator opens, changes and closes places.</summary>
internal static class KeepHalls
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        matters.MapPost("/halls", AddAsync).WithName("AddHall").AllowRoles(Role.Admin).WithIdempotency().WithSummary("Adds a place with its windows");
        matters.MapPut("/halls/{id:guid}", ChangeAsync).WithName("ChangeHall").AllowRoles(Role.Admin).WithSummary("Changes a place: all of it, its windows too");
        matters.MapDelete("/halls/{id:guid}", CloseAsync).WithName("CloseHall").AllowRoles(Role.Admin).WithSummary("Closes a place for good; it stays readable by its id");
    }

    private static async Task<Results<Created<HallView>, Problem>> AddAsync(
        HallContent content, Tx tx, GovSettings settings, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        await LockNamesAsync(tx);
        if (await FindingsAsync(tx, settings.Region, null, content) is [_, ..] findings)
            return NavigationProblems.HallBroken(findings);
        var id = Guid.CreateVersion7();
        await HallSql.InsertAsync(tx, settings.Region, [(id, content)], time.GetUtcNow().UtcDateTime);
        tx.Audit("hall.add", "hall", $"{id}");
        await tx.CommitAsync(ct);
        response.SetETag(1);
        return TypedResults.Created($"/api/matters/v1/halls/{id}", View(id, content, 1));
    }

    private static async Task<Results<Ok<HallView>, Problem>> ChangeAsync(
        Guid id, HallContent content, [FromHeader(Name = "If-Match")] string? ifMatch,
        Tx tx, GovSettings settings, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        await LockNamesAsync(tx);
        if (await HallSql.LockAsync(tx, settings.Region, id) is not { } hall)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, hall.Version) is { } no)
            return no;
        if (hall.ClosedAt is not null)
            return NavigationProblems.HallClosed();
        if (await FindingsAsync(tx, settings.Region, id, content) is [_, ..] findings)
            return NavigationProblems.HallBroken(findings);
        await HallSql.RewriteAsync(tx, settings.Region, id, content, time.GetUtcNow().UtcDateTime);
        tx.Audit("hall.change", "hall", $"{id}", new { Version = hall.Version + 1 });
        await tx.CommitAsync(ct);
        response.SetETag(hall.Version + 1);
        return TypedResults.Ok(View(id, content, hall.Version + 1));
    }

    private static async Task<Results<NoContent, Problem>> CloseAsync(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, GovSettings settings, TimeProvider time, CancellationToken ct)
    {
        await LockNamesAsync(tx);
        if (await HallSql.LockAsync(tx, settings.Region, id) is not { } hall)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, hall.Version) is { } no)
            return no;
        if (hall.ClosedAt is not null)
            return NavigationProblems.HallClosed();
        if (await tx.ScalarAsync<bool>("select exists (select from hall where parent_id = @id and closed_at is null)", new { id }))
            return NavigationProblems.HallHasPlaces();
        await tx.ExecuteAsync(
            """
            update hall set closed_at = @now, updated_at = @now, version = version + 1 where id = @id;
            delete from window_take where hall_id = @id
            """, new { id, now = time.GetUtcNow().UtcDateTime });
        tx.Audit("hall.close", "hall", $"{id}");
        await tx.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    // Two places of one name, or a place under one that is just closing or changing its kind: edits are few, so they take turns.
    private static Task<int> LockNamesAsync(Tx tx) => tx.ExecuteAsync("select pg_advisory_xact_lock(hashtext('hall'))");

    private static async Task<IReadOnlyList<Finding>> FindingsAsync(Tx tx, string region, Guid? id, HallContent content) =>
        HallRules.Check(content) is [_, ..] findings ? findings : await HallSql.CheckAsync(tx, region, id, content);

    private static HallView View(Guid id, HallContent hall, int version) => new()
    {
        Id = id, Name = hall.Name, Kind = hall.Kind, ParentId = hall.ParentId, Address = hall.Address, Latitude = hall.Latitude, Longitude = hall.Longitude,
        Phone = hall.Phone, Hours = hall.Hours, Exceptions = hall.Exceptions, OpenOnHolidays = hall.OpenOnHolidays, Windows = hall.Windows, Version = version,
    };
}
