using System.Diagnostics;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace GovPlatform.CrossRegion;

/// <summary>A partner's verified answer.</summary>
/// <param name="Region">Region that signed.</param>
/// <param name="County">Name that it goes by.</param>
/// <param name="AnsweredAt">By its clock.</param>
/// <param name="Milliseconds">There and back.</param>
internal sealed record PingResult(string Region, string County, DateTime AnsweredAt, string KeyId, long Milliseconds);

/// <summary>An admin asks a partner county whether it answers, and with the key that is registered.</summary>
internal static class PingPartner
{
    public const string Client = "partner";
    public const string Path = "/partner/v1/ping";

    public static void MapPingPartner(this RouteGroupBuilder api) =>
        api.MapPost("/partners/{region}/ping", PingAsync).WithName("PingPartner").AllowRoles(Role.Admin);

    /// <summary>Sends a signed ping to a partner and shows its verified answer.</summary>
    private static async Task<Results<Ok<PingResult>, Problem>> PingAsync(
        string region, NpgsqlDataSource source, OwnKey own, GovSettings settings, IHttpClientFactory clients, CancellationToken ct)
    {
        Partner? partner;
        await using (var db = await source.OpenConnectionAsync(ct))
            partner = await db.QuerySingleOrDefaultAsync<Partner>($"select {Partner.Columns} from partner where region = @region", new { region });
        if (partner is null) return Problem.NotFound();

        var started = Stopwatch.GetTimestamp();
        using var request = await SignedAsync(partner, own, settings, ct);
        try
        {
            using var response = await clients.CreateClient(Client).SendAsync(request, ct);
            if ((int)response.StatusCode >= 500) return Problems.PartnerDown();
            if (!response.IsSuccessStatusCode) return Problems.PartnerRefuses((int)response.StatusCode);
            var content = await response.Content.ReadAsByteArrayAsync(ct);
            if (!IsGenuine(partner, request, response, content)) return Problems.AnswerNotGenuine();
            var pong = JsonSerializer.Deserialize<Pong>(content, GovJson.Events);
            return pong?.Region != partner.Region ? Problems.AnswerNotGenuine()
                : TypedResults.Ok(new PingResult(pong.Region, pong.County, pong.At, partner.KeyId, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds));
        }
        catch (JsonException)
        {
            return Problems.AnswerNotGenuine();
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return Problems.PartnerDown();
        }
    }

    /// <summary>Not repeated by the client: each signature is good once.</summary>
    private static Task<HttpRequestMessage> SignedAsync(Partner partner, OwnKey own, GovSettings settings, CancellationToken ct) => own.PostAsync(
        new Uri(new Uri(partner.Url), Path),
        JsonSerializer.SerializeToUtf8Bytes(new Ping(settings.Region, partner.Region, TimeProvider.System.GetUtcNow().UtcDateTime), GovJson.Events),
        "application/json", HttpSignature.OfRequest, ct);

    private static bool IsGenuine(Partner partner, HttpRequestMessage request, HttpResponseMessage response, byte[] content)
    {
        string? Header(string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
        var digest = HttpSignature.Digest(content);
        if (Header("Content-Digest") != digest || SignatureInput.Read(Header("Signature-Input") ?? "", HttpSignature.Label) is not { } input) return false;
        if (input.KeyId != partner.KeyId || HttpSignature.Objection(input, HttpSignature.OfAnswer, TimeProvider.System.GetUtcNow()) is not null) return false;
        using var key = PublicKey.Read(partner.PublicKey)!;
        return HttpSignature.Verify(key, input, Header("Signature") ?? "", component => component switch
        {
            "\"@status\"" => $"{(int)response.StatusCode}",
            "\"content-type\"" => response.Content.Headers.ContentType?.ToString(),
            "\"content-digest\"" => digest,
            _ when component == HttpSignature.OfAnswer[^1] => HttpSignature.Member(string.Concat(request.Headers.GetValues("Signature"))),
            _ => null,
        });
    }
}
