using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>Measures what must not pile up: the oldest event not yet relayed, parked rows, and messages in this service's error queues. In every replica.</summary>
internal sealed class Watch(IServiceProvider services, NpgsqlDataSource source, Topology topology, EventTypes events, GovSettings settings, ILogger<Watch> log)
    : TimedLoop(services, TimeSpan.FromSeconds(15), leased: false)
{
    private static readonly TimeSpan Alarm = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, uint> depths = [];

    private readonly string[] errorQueues = [.. events.Readers.Values.SelectMany(queues => queues)
        .Where(queue => queue.StartsWith($"{settings.Service}-", StringComparison.Ordinal))
        .SelectMany(Topology.PutAside)];

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        await using (var db = await source.OpenConnectionAsync(ct))
        {
            var (lagSeconds, parked) = await db.QuerySingleAsync<(double, long)>("""
                select coalesce(extract(epoch from clock_timestamp() - min(created_at) filter (where parked_at is null)), 0)::float8,
                       count(*) filter (where parked_at is not null)
                from (select created_at, parked_at from outbox order by id limit 1000) oldest
                """);
            GovTelemetry.OutboxLag.Record(lagSeconds);
            if (lagSeconds > Alarm.TotalSeconds)
                log.LogError("The oldest event has waited {Seconds:0} s to be relayed", lagSeconds);
            if (parked > 0)
                log.LogError("{Count} events in the outbox cannot be read and are parked", parked);
        }
        var now = await topology.DepthsAsync(errorQueues, ct);
        foreach (var queue in errorQueues)
            Tell(queue, depths.GetValueOrDefault(queue), depths[queue] = now[queue]);
    }

    private void Tell(string queue, uint before, uint now)
    {
        GovTelemetry.MessagesPoisoned.Record(now, new KeyValuePair<string, object?>("messaging.destination.name", queue));
        if (now > before)
            log.LogError("{Count} messages in {Queue}: ./gov errors tells why, ./gov replay {Queue} tries them again", now, queue, queue);
    }
}
