using Dapper;
using Npgsql;

namespace GovPlatform.Identity;

/// <summary>A process asks for the next move of the clock and says which it has; the question is kept open until there is one.</summary>
internal static class FollowClock
{
    private static readonly TimeSpan KeptOpen = TimeSpan.FromSeconds(10);

    public static void MapFollowClock(this IEndpointRouteBuilder app) =>
        app.MapGet("/internal/clock", NextAsync).AllowServices().ExcludeFromDescription();

    private static async Task<Results<Ok<ClockReading>, NoContent>> NextAsync(string process, long have, NpgsqlDataSource source, OwnClock own, CancellationToken ct)
    {
        DateTime seenAt;
        await using (var db = await source.OpenConnectionAsync(ct))
            seenAt = await PlatformClockTable.SeenAsync(db, process, have);
        try
        {
            return await own.NewerThanAsync(have, KeptOpen, ct) is { } reading ? TypedResults.Ok(reading) : TypedResults.NoContent();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The process went away while it waited: it is not waited for until it asks again.
            await using var db = await source.OpenConnectionAsync(CancellationToken.None);
            await db.ExecuteAsync("delete from clock_process where process = @process and seen_at = @seenAt", new { process, seenAt });
            return TypedResults.NoContent();
        }
    }
}
