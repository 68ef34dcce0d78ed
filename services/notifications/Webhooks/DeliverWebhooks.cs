using System.Text.Json;
using Dapper;
using Npgsql;

namespace GovPlatform.Notifications;

/// <summary>
/// Sends what is due to its receivers as signed CloudEvents. Taking a delivery moves its next try past the longest answer, so a process that is
/// killed between loses nothing: it is sent again, under the same id. A receiver that hangs holds up only its own, of which few go at once.
/// </summary>
internal sealed class DeliverWebhooks(IServiceProvider services, NpgsqlDataSource source, IHttpClientFactory clients, OwnKey own, GovSettings settings)
    : TimedLoop(services, TimeSpan.FromSeconds(1), leased: false)
{
    public const string Client = "webhook";
    private const int AtOnce = 16;

    /// <summary>Seconds to wait after each failure; then it is given up, and stays to be caught up with.</summary>
    private static readonly int[] Waits = [5, 30, 120, 600, 1800, 3600, 7200, 14400, 28800, 43200, 86400];

    public const string TakeSql = """
        update webhook_delivery d
        set next_try = now() + interval '60 seconds', attempts = attempts + 1
        from webhook w
        cross join lateral (
            select seq
            from webhook_delivery
            where webhook_id = w.id
              and next_try <= now()
            order by next_try, seq
            limit 4
            for update skip locked) due
        where d.webhook_id = w.id
          and d.seq = due.seq
        returning d.webhook_id, w.url, d.seq, d.event_id, d.kind, d.data::text as data, d.told_at, d.attempts
        """;

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        while (await RoundAsync(ct) > 0)
            ct.ThrowIfCancellationRequested();
    }

    /// <summary>Deliveries that arrived.</summary>
    private async Task<int> RoundAsync(CancellationToken ct)
    {
        IReadOnlyList<Due> due;
        await using (var db = await source.OpenConnectionAsync(ct))
            due = (await db.QueryAsync<Due>(TakeSql)).AsList();
        var arrived = 0;
        await Parallel.ForEachAsync(due.OrderBy(one => one.Seq), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (one, stop) =>
        {
            var (status, error) = await SendAsync(one, stop);
            if (error is null)
                Interlocked.Increment(ref arrived);
            await NoteAsync(one, status, error);
        });
        return arrived;
    }

    private async Task<(int? Status, string? Error)> SendAsync(Due due, CancellationToken ct)
    {
        try
        {
            using var request = await SignedAsync(due, ct);
            using var answer = await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return ((int)answer.StatusCode, answer.IsSuccessStatusCode ? null : "refused");
        }
        catch (HttpRequestException e)
        {
            return (null, e.Message == "address-refused" ? e.Message : e.HttpRequestError.ToString());
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, "timeout");
        }
    }

    private Task<HttpRequestMessage> SignedAsync(Due due, CancellationToken ct) => own.PostAsync(
        new Uri(due.Url),
        JsonSerializer.SerializeToUtf8Bytes(new CloudEvent(
            "1.0", $"{due.EventId}", $"urn:govplatform:{settings.Region}:notifications", $"govplatform.{due.Kind}", due.ToldAt, "application/json", $"{due.Seq}", JsonElement.Parse(due.Data)), GovJson.Events),
        "application/cloudevents+json", HttpSignature.OfWebhook, ct);

    private async Task NoteAsync(Due due, int? status, string? error)
    {
        await using var db = await source.OpenConnectionAsync();
        await db.ExecuteAsync("""
            update webhook_delivery
            set delivered_at = case when @error is null then now() end, next_try = case when @error is not null then now() + @wait * interval '1 second' end,
                last_status = @status, last_error = @error
            where webhook_id = @WebhookId
              and seq = @Seq
            """, new { due.WebhookId, due.Seq, status, error, wait = due.Attempts <= Waits.Length ? Waits[due.Attempts - 1] : (int?)null });
    }

    private sealed record Due(Guid WebhookId, string Url, long Seq, Guid EventId, string Kind, string Data, DateTime ToldAt, int Attempts);

    /// <summary>CloudEvents 1.0, structured JSON; sequence is the extension of that name.</summary>
    private sealed record CloudEvent(string Specversion, string Id, string Source, string Type, DateTime Time, string Datacontenttype, string Sequence, JsonElement Data);
}
