using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>Measures what must not pile up: the oldest event not yet relayed, parked rows, and messages in this service's error queues.</summary>
internal sealed class Watch : TimedLoop
{
    private static readonly TimeSpan Alarm = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, uint> poisoned = new();
    private readonly NpgsqlDataSource source;
    private readonly Topology topology;
    private readonly string[] errorQueues;
    private readonly ILogger<Watch> log;
    private double lagSeconds;
    private long parked;

    public Watch(IServiceProvider services, NpgsqlDataSource source, Topology topology, EventTypes events, GovSettings settings, IMeterFactory meters, ILogger<Watch> log)
        : base(services, TimeSpan.FromSeconds(15))
    {
        (this.source, this.topology, this.log) = (source, topology, log);
        errorQueues = [.. events.Readers.Values.SelectMany(queues => queues).Where(queue => queue.StartsWith($"{settings.Service}-", StringComparison.Ordinal))
            .SelectMany(queue => new[] { $"{queue}_error", $"{queue}_skipped" })];
        var meter = meters.Create("GovPlatform");
        meter.CreateObservableGauge("gov.outbox.lag", () => lagSeconds, "s", "Age of the oldest event that is not yet relayed.");
        meter.CreateObservableGauge("gov.outbox.parked", () => parked, "{event}", "Events that cannot be read and wait for a person.");
        meter.CreateObservableGauge("gov.messages.poisoned",
            () => poisoned.Select(queue => new Measurement<long>(queue.Value, new KeyValuePair<string, object?>("queue", queue.Key))),
            "{message}", "Messages that consumers could not handle.");
    }

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        await using (var db = await source.OpenConnectionAsync(ct))
        {
            (lagSeconds, parked) = await db.QuerySingleAsync<(double, long)>("""
                select coalesce(extract(epoch from clock_timestamp() - min(created_at) filter (where parked_at is null)), 0)::float8,
                       count(*) filter (where parked_at is not null)
                from (select created_at, parked_at from outbox order by id limit 1000) oldest
                """);
        }
        if (lagSeconds > Alarm.TotalSeconds)
            log.LogError("The oldest event has waited {Seconds:0} s to be relayed", lagSeconds);

        var depths = await topology.DepthsAsync(errorQueues, ct);
        foreach (var (queue, depth) in depths)
            if (depth > poisoned.GetValueOrDefault(queue))
                log.LogError("{Count} messages in {Queue}: see why with ./gov errors, replay with ./gov replay {Queue}", depth, queue, queue);
        foreach (var queue in errorQueues)
            poisoned[queue] = depths.GetValueOrDefault(queue);
    }
}
