using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace GovPlatform.ServiceDefaults;

/// <summary>Chains what transactions have left in audit_pending into the audit log, in batches and in the order of its ids.</summary>
internal sealed class AuditSealer(IServiceProvider services, NpgsqlDataSource source, GovSettings settings)
    : TimedLoop(services, TimeSpan.FromSeconds(1))
{
    private const int BatchSize = 1000;
    private DateOnly partitionsMadeOn;

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        if (partitionsMadeOn != today)
            await Partitions.EnsureAsync(db, "audit", months: 2, ct: ct);
        partitionsMadeOn = today;
        while (await SealBatchAsync(db, settings.Region, ct) == BatchSize)
        {
        }
    }

    /// <summary>Number of entries sealed. Safe beside another sealer: the row lock on the head orders them.</summary>
    internal static async Task<int> SealBatchAsync(NpgsqlConnection db, string region, CancellationToken ct)
    {
        if (!await db.ExecuteScalarAsync<bool>("select exists (select from audit_pending)"))
            return 0;
        await using var tx = await db.BeginTransactionAsync(ct);
        var head = await HeadAsync(db, tx, region);
        var pending = (await db.QueryAsync<Pending>("""
            select id, at, actor, actor_kind, action, object_type, object_id, detail::text as detail, trace_id
            from audit_pending
            order by id
            limit @BatchSize
            """, new { BatchSize }, tx)).AsList();
        if (pending.Count == 0)
            return 0;
        head = await ChainAsync(db, region, pending, head, ct);
        await db.ExecuteAsync("delete from audit_pending where id = any(@ids)", new { ids = pending.Select(row => row.Id).ToArray() }, tx);
        await db.ExecuteAsync("update audit_head set seq = @Seq, hash = @Hash where region = @region", new { head.Seq, head.Hash, region }, tx);
        await tx.CommitAsync(ct);
        return pending.Count;
    }

    private static async Task<Head> HeadAsync(NpgsqlConnection db, NpgsqlTransaction tx, string region)
    {
        await db.ExecuteAsync("insert into audit_head (region, seq, hash) values (@region, 0, @Genesis) on conflict do nothing", new { region, AuditEntry.Genesis }, tx);
        return await db.QuerySingleAsync<Head>("select seq, hash from audit_head where region = @region for update", new { region }, tx);
    }

    private static async Task<Head> ChainAsync(NpgsqlConnection db, string region, List<Pending> pending, Head head, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        await using var copy = await db.BeginBinaryImportAsync("""
            copy audit (region, seq, sealed_at, at, actor, actor_kind, action, object_type, object_id, detail, trace_id, prev_hash, hash)
            from stdin (format binary)
            """, ct);
        foreach (var row in pending)
        {
            var entry = new AuditEntry(region, head.Seq + 1, now, row.At, row.Actor, row.ActorKind, row.Action, row.ObjectType, row.ObjectId, row.Detail, row.TraceId);
            var hash = entry.Hash(head.Hash);
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(entry.Region, ct);
            await copy.WriteAsync(entry.Seq, ct);
            await copy.WriteAsync(entry.SealedAt, ct);
            await copy.WriteAsync(entry.At, ct);
            await copy.WriteAsync(entry.Actor, ct);
            await copy.WriteAsync(entry.ActorKind, ct);
            await copy.WriteAsync(entry.Action, ct);
            await copy.WriteAsync(entry.ObjectType, ct);
            await copy.WriteAsync(entry.ObjectId, ct);
            await copy.WriteAsync(entry.Detail, NpgsqlDbType.Json, ct);
            await copy.WriteAsync(entry.TraceId, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(head.Hash, ct);
            await copy.WriteAsync(hash, ct);
            head = new Head(entry.Seq, hash);
        }
        await copy.CompleteAsync(ct);
        return head;
    }

    private sealed record Pending(long Id, DateTime At, string Actor, string ActorKind, string Action, string ObjectType, string ObjectId, string? Detail, string? TraceId);

    private sealed record Head(long Seq, byte[] Hash);
}
