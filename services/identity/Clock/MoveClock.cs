using System.ComponentModel.DataAnnotations;
using System.Xml;
using Dapper;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace GovPlatform.Identity;

/// <summary>Moves the platform clock forward in Development, and answers when every process has taken the move up.</summary>
internal static class MoveClock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(3660);

    public static void MapClock(this RouteGroupBuilder api)
    {
        api.MapGet("/clock", ReadAsync).WithName("ReadClock").AllowRoles(Role.Admin, Role.Supervisor);
        api.MapPost("/clock", MoveAsync).WithName("MoveClock").AllowRoles(Role.Admin);
    }

    /// <summary>Where the clock stands.</summary>
    internal static async Task<Ok<ClockView>> ReadAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        return TypedResults.Ok(ClockView.Of(await db.QuerySingleAsync<ClockReading>(PlatformClockTable.Reading)));
    }

    /// <summary>Moves the clock forward. Sent again with the same Idempotency-Key it does not move twice, but waits again; another move with it is 422.</summary>
    internal static async Task<Results<Ok<ClockView>, Problem>> MoveAsync(
        ClockMove move, [FromHeader(Name = "Idempotency-Key")] string? key, Tx tx, NpgsqlDataSource source, Caller me, CancellationToken ct)
    {
        var reading = await tx.FindAsync<ClockReading>("select revision, offset_ticks from clock for update");
        var (caller, asked) = ($"{me.Id}", $"{move.Advance}/{move.To?.UtcDateTime:O}");
        var before = key is null ? null : await tx.FindAsync<string>("select asked from clock_move where caller = @caller and key = @key", new { caller, key });
        if (before is not null && before != asked)
            return Problems.ClockKeyReused();
        if (before is null)
        {
            if (Target(move, reading!) is not { } ticks)
                return Problems.ClockMoveUnreadable();
            if (ticks < reading!.OffsetTicks || ticks > Farthest.Ticks)
                return Problems.ClockOnlyForward();
            reading = new(reading.Revision + 1, ticks);
            await tx.ExecuteAsync("update clock set revision = @Revision, offset_ticks = @OffsetTicks", reading);
            await tx.ExecuteAsync("insert into clock_move (caller, key, asked, revision) values (@caller, @key, @asked, @Revision)",
                new { caller, key = key ?? Guid.NewGuid().ToString(), asked, reading.Revision });
            await tx.ExecuteAsync("delete from clock_process where seen_at < now() - interval '1 hour'");
            await tx.ExecuteAsync($"notify {PlatformClockTable.Channel}");
            tx.Audit("clock.moved", "clock", $"{reading.Revision}", new { reading.OffsetTicks });
            await tx.CommitAsync(ct);
        }
        return await StragglersAsync(source, reading!.Revision, ct) is { Count: > 0 } late ? Problems.ClockNotTakenUp(late) : TypedResults.Ok(ClockView.Of(reading));
    }

    private static long? Target(ClockMove move, ClockReading reading)
    {
        if (move is { To: { } to, Advance: null })
            return (to.UtcDateTime - TimeProvider.System.GetUtcNow().UtcDateTime).Ticks;
        try
        {
            return move is { Advance: { } advance, To: null } ? reading.OffsetTicks + XmlConvert.ToTimeSpan(advance).Ticks : null;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyList<string>> StragglersAsync(NpgsqlDataSource source, long revision, CancellationToken ct)
    {
        var until = TimeProvider.System.GetTimestamp();
        await using var db = await source.OpenConnectionAsync(ct);
        while (true)
        {
            var late = (await db.QueryAsync<string>(
                "select process from clock_process where revision < @revision and seen_at > now() - @Forgotten order by process",
                new { revision, PlatformClockTable.Forgotten })).AsList();
            if (late.Count == 0 || TimeProvider.System.GetElapsedTime(until) > Patience)
                return late;
            await Task.Delay(50, ct);
        }
    }
}

/// <summary>How far the clock is to move: one of the two.</summary>
/// <param name="Advance">A duration of ISO 8601, as P3D or PT2H.</param>
/// <param name="To">A moment that is not before the clock's present one.</param>
public sealed record ClockMove([property: StringLength(40)] string? Advance = null, DateTimeOffset? To = null);

/// <summary>Where the platform clock stands.</summary>
internal sealed record ClockView(long Revision, DateTime Now, string Offset)
{
    internal static ClockView Of(ClockReading reading) =>
        new(reading.Revision, TimeProvider.System.GetUtcNow().UtcDateTime.AddTicks(reading.OffsetTicks), XmlConvert.ToString(TimeSpan.FromTicks(reading.OffsetTicks)));
}
