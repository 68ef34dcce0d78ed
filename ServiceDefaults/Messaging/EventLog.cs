using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>The append-only log of what this service has told: feeds, replays and rebuilt views read it.</summary>
public static class EventLog
{
    /// <summary>Header of a message that rebuilds a view: its value names the rebuild, and the inbox keeps it apart from ordinary deliveries.</summary>
    public const string RebuildHeader = "gov-rebuild";

    /// <summary>One event of the log.</summary>
    /// <param name="Seq">Position, without gaps, in the order of publication.</param>
    public sealed record Entry(long Seq, Guid MessageId, string Type, JsonElement Body, DateTime PublishedAt);

    internal static void MapEventLog(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/internal/events", ReadAsync).AllowServices().ExcludeFromDescription();

    private static async Task<IResult> ReadAsync(NpgsqlDataSource source, GovSettings settings, CancellationToken ct, long after = 0, int limit = 500, bool settled = false)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (settled)
            await SettleAsync(db, ct);
        var rows = await db.QueryAsync<Row>("""
            select seq, message_id, type, body::text as body, published_at
            from event
            where region = @Region and seq > @after
            order by seq
            limit @limit
            """, new { settings.Region, after, limit = Math.Clamp(limit, 1, 1000) });
        return TypedResults.Ok(rows.Select(row => new Entry(row.Seq, row.MessageId, row.Type, JsonElement.Parse(row.Body), row.PublishedAt)).ToList());
    }

    // What is published is handled before its row here is committed: waits for the relay's batch in flight, then lets go.
    private static async Task SettleAsync(NpgsqlConnection db, CancellationToken ct)
    {
        await using var tx = await db.BeginTransactionAsync(ct);
        await db.ExecuteAsync(new CommandDefinition("select pg_advisory_xact_lock_shared(hashtext('outbox'))", transaction: tx, cancellationToken: ct));
        await tx.CommitAsync(ct);
    }

    private sealed record Row(long Seq, Guid MessageId, string Type, string Body, DateTime PublishedAt);
}
