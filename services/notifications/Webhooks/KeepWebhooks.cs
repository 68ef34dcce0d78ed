using System.ComponentModel.DataAnnotations;
using Dapper;
using Npgsql;

namespace GovPlatform.Notifications;

/// <summary>Where an account's messages are sent to a system.</summary>
public sealed record NewWebhook
{
    /// <summary>https address that takes POST.</summary>
    [Required, StringLength(500, MinimumLength = 8)]
    public string Url { get; init; } = "";

    /// <summary>Kinds of messages, as ListMessages names them: case-accepted, case-progressed, …. Empty for all.</summary>
    [MaxLength(50)]
    public string[] Events { get; init; } = [];
}

/// <summary>A webhook.</summary>
/// <param name="LastSeq">Sequence of the newest event for it.</param>
internal sealed record WebhookView(Guid Id, string Url, string[] Events, long LastSeq, DateTime CreatedAt);

/// <summary>One event for a webhook, and what became of it.</summary>
/// <param name="Seq">Counts the events of the webhook without gaps; pass as `after`.</param>
/// <param name="EventId">Id of the CloudEvent, the same in every try.</param>
/// <param name="Data">As it is sent.</param>
/// <param name="State">waiting, delivered or given-up.</param>
internal sealed record DeliveryView(long Seq, Guid EventId, string Kind, System.Text.Json.JsonElement Data, DateTime ToldAt, string State, int Attempts, DateTime? DeliveredAt, int? LastStatus, string? LastError);

/// <summary>An organisation's systems hear of its own cases, those of heads and leaders of what they follow.</summary>
internal static class KeepWebhooks
{
    private const int MostEach = 5;

    public static void MapWebhooks(this RouteGroupBuilder api)
    {
        var hooks = api.MapGroup("/webhooks").WithTags("Webhooks").AllowKinds(Kind.Organisation).AllowRoles(Role.Approver, Role.Supervisor);
        hooks.MapPost("", CreateAsync).WithName("CreateWebhook").WithIdempotency();
        hooks.MapGet("", ListAsync).WithName("ListWebhooks");
        hooks.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteWebhook");
        hooks.MapGet("/{id:guid}/deliveries", DeliveriesAsync).WithName("ListDeliveries");
        api.MapGet("/webhook-key", KeyAsync).WithName("ReadWebhookKey").WithTags("Webhooks").AllowAnonymous();
    }

    /// <summary>Has every message that I am told from now on sent to an address, as a CloudEvent signed by RFC 9421.</summary>
    private static async Task<Results<Created<WebhookView>, Problem>> CreateAsync(NewWebhook request, Tx tx, Caller me, ReceiverAddresses addresses, TimeProvider time, CancellationToken ct)
    {
        if (!addresses.May(request.Url))
            return Problem.Invalid("/url", "webhook-address", "推送地址须为公网 https 地址，且不含账号口令", "The address must be https and public, without credentials");
        if (request.Events.FirstOrDefault(kind => kind.Length is 0 or > 40 || kind.Any(c => c is not ('-' or >= 'a' and <= 'z'))) is { } unknown)
            return Problem.Invalid($"/events/{Array.IndexOf(request.Events, unknown)}", "unknown-kind", "消息类别无效", "No kind of message");
        var created = new WebhookView(Guid.CreateVersion7(), request.Url, request.Events, 0, time.GetUtcNow().UtcDateTime);
        // One at a time per account, so that the limit holds.
        await tx.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('webhook ' || @me, 0))", new { me = me.Id.ToString() });
        var stored = await tx.ExecuteAsync("""
            insert into webhook (id, account_id, url, events, created_at)
            select @Id, @me, @Url, @Events, @CreatedAt
            where (select count(*) from webhook where account_id = @me) < @MostEach
            """, new { created.Id, me = me.Id, created.Url, created.Events, created.CreatedAt, MostEach });
        if (stored == 0)
            return Problem.Conflict("too-many-webhooks", $"每个账号最多 {MostEach} 个推送地址", $"An account has {MostEach} webhooks at most", $"{MostEach}");
        tx.Audit("create-webhook", "webhook", created.Id.ToString(), new { new Uri(created.Url).Host });
        await tx.CommitAsync(ct);
        return TypedResults.Created($"/api/notifications/v1/webhooks/{created.Id}", created);
    }

    /// <summary>My webhooks.</summary>
    private static async Task<Ok<IReadOnlyList<WebhookView>>> ListAsync(NpgsqlDataSource source, Caller me, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = await db.QueryAsync<(Guid Id, string Url, string Events, long LastSeq, DateTime CreatedAt)>(
            "select id, url, array_to_string(events, ' '), last_seq, created_at from webhook where account_id = @me order by id", new { me = me.Id });
        return TypedResults.Ok<IReadOnlyList<WebhookView>>([.. rows.Select(row => new WebhookView(row.Id, row.Url, row.Events.Split(' ', StringSplitOptions.RemoveEmptyEntries), row.LastSeq, row.CreatedAt))]);
    }

    /// <summary>Sends nothing more there; what was noted of its deliveries goes too.</summary>
    private static async Task<Results<NoContent, Problem>> DeleteAsync(Guid id, Tx tx, Caller me, CancellationToken ct)
    {
        if (await tx.ExecuteAsync("delete from webhook where id = @id and account_id = @me", new { id, me = me.Id }) == 0)
            return Problem.NotFound();
        tx.Audit("delete-webhook", "webhook", id.ToString());
        await tx.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    public const string DeliveriesSql = """
        select d.seq, d.event_id, d.kind, d.data::text as data, d.told_at,
            case when d.delivered_at is not null then 'delivered' when d.next_try is not null then 'waiting' else 'given-up' end as state,
            d.attempts, d.delivered_at, d.last_status, d.last_error
        from webhook w
        join webhook_delivery d on d.webhook_id = w.id
        where w.id = @id
          and w.account_id = @me
          and d.seq > @after
        order by d.seq
        limit @limit
        """;

    /// <summary>The events of a webhook of the last thirty days, oldest first, sent or not: what was missed is caught up with here.</summary>
    /// <param name="after">Sequence behind which to begin.</param>
    private static async Task<Results<Ok<Page<DeliveryView>>, Problem>> DeliveriesAsync(
        Guid id, NpgsqlDataSource source, Caller me, HttpContext http, CancellationToken ct, long after = 0, int? limit = null)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = await db.QueryAsync<Row>(DeliveriesSql, new { id, me = me.Id, after, limit = Paging.Limit(limit) + 1 });
        var views = rows.Select(row => new DeliveryView(row.Seq, row.EventId, row.Kind, System.Text.Json.JsonElement.Parse(row.Data), row.ToldAt, row.State, row.Attempts, row.DeliveredAt, row.LastStatus, row.LastError)).ToList();
        if (views.Count == 0 && !await db.ExecuteScalarAsync<bool>("select exists (select from webhook where id = @id and account_id = @me)", new { id, me = me.Id }))
            return Problem.NotFound();
        return TypedResults.Ok(Paging.Of(views, Paging.Limit(limit), view => $"{view.Seq}", http));
    }

    /// <summary>The public key that webhooks are signed with.</summary>
    private static async Task<Ok<WebhookKey>> KeyAsync(OwnKey own, CancellationToken ct)
    {
        var (key, id) = await own.GetAsync(ct);
        using (key)
            return TypedResults.Ok(new WebhookKey(id, HttpSignature.Algorithm, PublicKey.Pem(key)));
    }

    private sealed record WebhookKey(string KeyId, string Algorithm, string PublicKey);

    private sealed record Row(long Seq, Guid EventId, string Kind, string Data, DateTime ToldAt, string State, int Attempts, DateTime? DeliveredAt, int? LastStatus, string? LastError);
}
