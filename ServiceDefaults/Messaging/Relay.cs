using System.Diagnostics;
using System.Text.Json;
using Dapper;
using GovPlatform.Contracts;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>
/// Publishes what transactions have told, in order, and moves it into the event log. One relay a database at a time: the lock
/// goes with the transaction, so a killed relay frees it and what it had published but not moved is published again under the
/// same message id, which the inboxes know.
/// </summary>
internal sealed class Relay(
    NpgsqlDataSource source, IBus bus, Topology topology, EventTypes events, RelaySignal signal, DatabaseReady database,
    GovSettings settings, ILogger<Relay> log) : BackgroundService
{
    private const int BatchSize = 200;
    private static readonly TimeSpan MostRest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private bool faulty;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.WaitAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                var start = Stopwatch.GetTimestamp();
                // As long as it took: in a rush the next batch is larger and so costs less, and those who answer people have the processor meanwhile.
                await Task.Delay(await TryRelayAllAsync(stoppingToken) ? TimeSpan.FromTicks(Math.Min(Stopwatch.GetElapsedTime(start).Ticks, MostRest.Ticks)) : Patience, stoppingToken);
                await signal.WaitAsync(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: what is not relayed stays in the outbox.
        }
    }

    private async Task<bool> TryRelayAllAsync(CancellationToken ct)
    {
        try
        {
            while (await RelayBatchAsync(ct) == BatchSize)
            {
            }
            if (faulty)
                log.LogInformation("The relay goes on");
            faulty = false;
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Database or broker away: keep everything and try for ever; say it once.
            if (!faulty)
                log.LogWarning("The relay waits: {Reason}", e.Message);
            faulty = true;
            return false;
        }
    }

    /// <summary>Number of rows found; less than a batch means that the outbox is empty or another relay has the lock.</summary>
    private async Task<int> RelayBatchAsync(CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (!await db.ExecuteScalarAsync<bool>("select exists (select from outbox where parked_at is null)"))
            return 0;
        // Before the lock: a replica that cannot reach the broker keeps it from nobody.
        await topology.EnsureAsync(ct);
        await using var tx = await db.BeginTransactionAsync(ct);
        if (await FindAsync(db, tx) is not [_, ..] rows)
            return 0;

        var (published, failure) = await PublishAsync(db, tx, rows, ct);
        await MoveAsync(db, tx, published);
        await tx.CommitAsync(ct);
        return failure is null ? rows.Count : throw failure;
    }

    /// <summary>The next batch, if the lock is this relay's: two statements of one round trip, so that the second sees what the holder before has moved.</summary>
    private static async Task<List<OutboxRow>> FindAsync(NpgsqlConnection db, NpgsqlTransaction tx)
    {
        await using var both = await db.QueryMultipleAsync("""
            select pg_try_advisory_xact_lock(hashtext('outbox'));
            select id, message_id, type, body::text as body, trace_parent
            from outbox
            where parked_at is null
            order by id
            limit @BatchSize
            """, new { BatchSize }, tx);
        return await both.ReadSingleAsync<bool>() ? (await both.ReadAsync<OutboxRow>()).AsList() : [];
    }

    /// <summary>Publishes the batch at once, so that the broker writes and confirms many together, but what is of one case in order: behind one that fails nothing of its case is published.</summary>
    private async Task<(List<long> Published, Exception? Failure)> PublishAsync(NpgsqlConnection db, NpgsqlTransaction tx, List<OutboxRow> rows, CancellationToken ct)
    {
        var sent = new List<(long Id, Task Confirmed)>(rows.Count);
        var last = new Dictionary<Guid, Task>();
        foreach (var row in rows)
        {
            if (!TryRead(row, out var type, out var message, out var error))
            {
                log.LogError("Outbox row {Id} of type {Type} cannot be read and is parked: {Error}", row.Id, row.Type, error);
                await db.ExecuteAsync("update outbox set parked_at = now(), error = @error where id = @Id", new { row.Id, error }, tx);
                continue;
            }
            var of = (message as ICaseEvent)?.CaseId ?? Guid.Empty;
            sent.Add((row.Id, last[of] = PublishAsync(row, message!, type!, last.GetValueOrDefault(of, Task.CompletedTask), ct)));
        }
        var all = Task.WhenAll(sent.Select(one => one.Confirmed));
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
        return ([.. sent.Where(one => one.Confirmed.IsCompletedSuccessfully).Select(one => one.Id)], all.Exception?.InnerException ?? (all.IsCanceled ? new TimeoutException("The broker does not confirm.") : null));
    }

    private async Task PublishAsync(OutboxRow row, object message, Type type, Task before, CancellationToken ct)
    {
        await before;
        using var activity = GovTelemetry.Activities.StartActivity($"relay {row.Type}", ActivityKind.Internal, row.TraceParent);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(15));
        await bus.Publish(message, type, Pipe.Execute<PublishContext>(context => context.MessageId = row.MessageId), patience.Token);
    }

    private bool TryRead(OutboxRow row, out Type? type, out object? message, out string? error)
    {
        (type, message, error) = (events.Find(row.Type), null, null);
        try
        {
            message = type is null ? null : JsonSerializer.Deserialize(row.Body, type, GovJson.Events);
            error = message is null ? "unknown event type" : null;
        }
        catch (JsonException e)
        {
            error = e.Message;
        }
        return error is null;
    }

    private Task MoveAsync(NpgsqlConnection db, NpgsqlTransaction tx, List<long> ids) =>
        ids.Count == 0 ? Task.CompletedTask : db.ExecuteAsync("""
            with moved as (
                delete from outbox where id = any(@ids)
                returning id, message_id, type, body, trace_parent),
            head as (
                insert into event_seq as s (region, last) values (@Region, @count)
                on conflict (region) do update set last = s.last + @count
                returning last)
            insert into event (region, seq, message_id, type, body, trace_parent)
            select @Region, head.last - @count + row_number() over (order by moved.id), moved.message_id, moved.type, moved.body, moved.trace_parent
            from moved cross join head
            """, new { ids, settings.Region, count = (long)ids.Count }, tx);

    private sealed record OutboxRow(long Id, Guid MessageId, string Type, string Body, string? TraceParent);
}
