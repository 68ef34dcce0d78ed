using Dapper;
using Npgsql;

namespace GovPlatform.Identity;

/// <summary>Keeps this replica's clock with the table, acknowledges it, and wakes the processes that wait here for the next move.</summary>
internal sealed class OwnClock(NpgsqlDataSource source, DatabaseReady ready, PlatformClock clock, ILogger<OwnClock> log) : BackgroundService
{
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(5);
    private readonly string process = $"identity-{Guid.NewGuid().ToString("N")[..8]}";
    private TaskCompletionSource<ClockReading> next = New();
    private ClockReading last = new(0, 0);

    /// <summary>The first reading newer than what the caller has, or null when none comes in time.</summary>
    public async Task<ClockReading?> NewerThanAsync(long have, TimeSpan patience, CancellationToken ct)
    {
        // Take the promise before looking, or a move between the two would be missed.
        var promise = Volatile.Read(ref next).Task;
        if (Volatile.Read(ref last) is var reading && reading.Revision > have)
            return reading;
        try
        {
            return await promise.WaitAsync(patience, ct);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // Otherwise a move would wait for this replica until it is forgotten.
        await using var db = await source.OpenConnectionAsync(cancellationToken);
        await db.ExecuteAsync("delete from clock_process where process = @process", new { process });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ready.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                log.LogWarning("The platform clock cannot be read: {Reason}", e.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        await db.ExecuteAsync($"listen {PlatformClockTable.Channel}");
        while (true)
        {
            var reading = await db.QuerySingleAsync<ClockReading>(PlatformClockTable.Reading);
            clock.Apply(reading);
            await PlatformClockTable.SeenAsync(db, process, reading.Revision);
            if (reading.Revision > last.Revision)
            {
                Volatile.Write(ref last, reading);
                Interlocked.Exchange(ref next, New()).SetResult(reading);
            }
            await db.WaitAsync(LookAnyway, ct);
        }
    }

    private static TaskCompletionSource<ClockReading> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
