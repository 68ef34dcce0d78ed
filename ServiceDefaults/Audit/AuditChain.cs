using System.Data;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>What walking one region's audit chain found.</summary>
/// <param name="Entries">Entries that are whole, from the first on.</param>
/// <param name="Head">Hash of the last whole entry, lower-case hex.</param>
/// <param name="BrokenAt">Sequence number where the chain breaks; null where it is whole.</param>
/// <param name="Reason">What is wrong there.</param>
public sealed record AuditVerdict(string Region, long Entries, string Head, long? BrokenAt, string? Reason);

/// <summary>Checks the audit log: every entry hashes to what it says, follows the one before, and the last one is the head.</summary>
public static class AuditChain
{
    /// <summary>Walks every region of the database in one snapshot; streams, so memory is flat however long the log.</summary>
    public static async Task<IReadOnlyList<AuditVerdict>> VerifyAsync(NpgsqlConnection connection, CancellationToken ct = default)
    {
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var heads = (await connection.QueryAsync<(string Region, long Seq, byte[] Hash)>("select region, seq, hash from audit_head")).ToDictionary(head => head.Region);
        var walks = new Dictionary<string, Walk>();
        await using var command = new NpgsqlCommand("""
            select region, seq, sealed_at, at, actor, actor_kind, action, object_type, object_id, detail::text, trace_id, prev_hash, hash
            from audit
            order by region, seq
            """, connection) { CommandTimeout = 0 };
        await using (var rows = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct))
        {
            while (await rows.ReadAsync(ct))
            {
                var entry = Read(rows);
                if (!walks.TryGetValue(entry.Region, out var walk))
                    walks[entry.Region] = walk = new();
                walk.Step(entry, rows.GetFieldValue<byte[]>(11), rows.GetFieldValue<byte[]>(12));
            }
        }
        return [.. heads.Keys.Union(walks.Keys).Order(StringComparer.Ordinal).Select(region =>
            walks.GetValueOrDefault(region, new()).End(region, heads.TryGetValue(region, out var head) ? (head.Seq, head.Hash) : null))];
    }

    /// <summary>The head for whoever keeps it elsewhere: a chain cut and rewritten as a whole shows only against an outside copy.</summary>
    internal static void MapAuditHead(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/internal/audit-head", async (NpgsqlDataSource source, CancellationToken ct) =>
        {
            await using var db = await source.OpenConnectionAsync(ct);
            return TypedResults.Ok((await db.QueryAsync<HeadView>("select region, seq, encode(hash, 'hex') as hash from audit_head order by region")).AsList());
        }).AllowServices().ExcludeFromDescription();

    private static AuditEntry Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetDateTime(2), row.GetDateTime(3), row.GetString(4), row.GetString(5), row.GetString(6),
        row.GetString(7), row.GetString(8), row.IsDBNull(9) ? null : row.GetString(9), row.IsDBNull(10) ? null : row.GetString(10));

    private sealed record HeadView(string Region, long Seq, string Hash);

    private sealed class Walk
    {
        private long seq;
        private byte[] hash = AuditEntry.Genesis;
        private (long Seq, string Reason)? broken;

        public void Step(AuditEntry entry, byte[] previous, byte[] stored)
        {
            if (broken is not null)
                return;
            if (entry.Seq != seq + 1)
                broken = (seq + 1, entry.Seq <= seq ? "there twice" : "missing");
            else if (!previous.AsSpan().SequenceEqual(hash))
                broken = (entry.Seq, "does not follow the one before");
            else if (!stored.AsSpan().SequenceEqual(entry.Hash(hash)))
                broken = (entry.Seq, "changed");
            else
                (seq, hash) = (entry.Seq, stored);
        }

        public AuditVerdict End(string region, (long Seq, byte[] Hash)? head)
        {
            if (broken is null && (head is null || head.Value.Seq != seq || !head.Value.Hash.AsSpan().SequenceEqual(hash)))
                broken = (seq + 1, head is null ? "the head is missing" : $"the head says {head.Value.Seq} entries");
            return new(region, seq, Convert.ToHexStringLower(hash), broken?.Seq, broken?.Reason);
        }
    }
}
