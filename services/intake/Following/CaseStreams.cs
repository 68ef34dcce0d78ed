using System.Collections.Concurrent;
using System.Threading.Channels;
using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>
/// New steps of the cases that somebody listens to: one query a second for all listeners of this process, by the key of the timeline,
/// so that no listener holds a connection and no transition pays for it (NOTIFY would take a lock of the whole server at each commit).
/// </summary>
internal sealed class CaseStreams(NpgsqlDataSource source, DatabaseReady database, IConfiguration configuration, ILogger<CaseStreams> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly int mostEach = configuration.GetValue("Intake:StreamsPerAccount", 5);
    private readonly int most = configuration.GetValue("Intake:StreamsPerProcess", 2000);
    private readonly ConcurrentDictionary<Listener, byte> listeners = new();
    private readonly Lock counting = new();

    /// <summary>The listeners' query: what is behind the version that each has seen.</summary>
    public const string Sql = """
        select seen.ordinality - 1 as listener, t.version, t.at, t.status, t.action, t.actor_kind, t.note
        from unnest(@cases, @versions) with ordinality as seen (case_id, version, ordinality)
        join timeline t on t.region = @region and t.case_id = seen.case_id and t.version > seen.version
        order by seen.ordinality, t.version
        """;

    /// <summary>Null where the account, or this process, has as many as it may.</summary>
    public Listener? Open(Guid account, string region, Guid caseId, int version)
    {
        lock (counting)
        {
            if (listeners.Count >= most || listeners.Keys.Count(one => one.Account == account) >= mostEach)
                return null;
            var listener = new Listener(this, account, region, caseId, version);
            listeners[listener] = 0;
            return listener;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.WaitAsync(stoppingToken);
            using var timer = new PeriodicTimer(Interval);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    // One that nobody came to read: its caller was gone before the stream began.
                    foreach (var left in listeners.Keys.Where(one => one.IsOver))
                        left.Dispose();
                    foreach (var region in listeners.Keys.GroupBy(one => one.Region))
                        await ReadAsync(region.Key, [.. region], stoppingToken);
                }
                catch (Exception e) when (e is NpgsqlException or TimeoutException)
                {
                    log.LogWarning("Listeners wait: {Reason}", e.Message);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task ReadAsync(string region, List<Listener> listening, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var steps = await db.QueryAsync<Step>(Sql, new { region, cases = listening.Select(one => one.CaseId).ToArray(), versions = listening.Select(one => one.Seen).ToArray() });
        foreach (var step in steps)
            listening[(int)step.Listener].Tell(new(step.Version, step.At, step.Status, step.Action, step.ActorKind, step.Note));
    }

    private sealed record Step(long Listener, int Version, DateTime At, string Status, string Action, string ActorKind, string? Note);

    /// <summary>One who listens to one case, from one version on.</summary>
    internal sealed class Listener(CaseStreams streams, Guid account, string region, Guid caseId, int seen) : IDisposable
    {
        private readonly Channel<TimelineEntry> steps = Channel.CreateUnbounded<TimelineEntry>();

        private readonly long opened = TimeProvider.System.GetTimestamp();

        public bool IsOver => TimeProvider.System.GetElapsedTime(opened) > StreamCase.Longest + StreamCase.Longest;

        public Guid Account => account;

        public string Region => region;

        public Guid CaseId => caseId;

        /// <summary>Version told last.</summary>
        public int Seen { get; private set; } = seen;

        public ChannelReader<TimelineEntry> Steps => steps.Reader;

        public void Tell(TimelineEntry step)
        {
            Seen = step.Version;
            steps.Writer.TryWrite(step);
        }

        public void Dispose() => streams.listeners.TryRemove(this, out _);
    }
}
