using System.Text.Json;

namespace GovPlatform.CrossRegion;

/// <summary>A partner county asks whether this one answers: only a registered one, by its signature, and each message once.</summary>
internal static class AnswerPing
{
    private const int Most = 64 * 1024;

    public static void MapPartnerSide(this IEndpointRouteBuilder routes)
    {
        // The signature is the authentication.
        routes.MapPost(PingPartner.Path, AnswerAsync).WithName("AnswerPing").AllowAnonymous().Accepts<Ping>("application/json").Produces<Pong>();
        routes.MapGet("/partner/v1/key", KeyAsync).WithName("ReadOwnKey").AllowAnonymous();
    }

    /// <summary>Answers a signed ping (RFC 9421) with a signed answer.</summary>
    private static async Task<Results<SignedAnswer, Problem>> AnswerAsync(
        HttpRequest request, Tx tx, OwnKey own, GovSettings settings, CancellationToken ct)
    {
        if (await ReadAsync(request, ct) is not { } content) return Problems.SignatureRefused("too-large");
        var now = TimeProvider.System.GetUtcNow();
        if (await ObjectionAsync(request, content, tx, now) is { } objection) return Problems.SignatureRefused(objection);
        if (Parse(content) is not { } ping || ping.To != settings.Region) return Problems.NotForHere();
        await tx.CommitAsync(ct);
        return new SignedAnswer(
            JsonSerializer.SerializeToUtf8Bytes(new Pong(settings.Region, settings.County, now.UtcDateTime), GovJson.Events),
            HttpSignature.Member(request.Headers["Signature"].ToString())!, own);
    }

    /// <summary>Why the message is not taken as a partner's; null where it is. Its nonce is used up with the transaction.</summary>
    private static async Task<string?> ObjectionAsync(HttpRequest request, byte[] content, Tx tx, DateTimeOffset now)
    {
        if (SignatureInput.Read(request.Headers["Signature-Input"].ToString(), HttpSignature.Label) is not { } input) return "missing";
        if (HttpSignature.Objection(input, HttpSignature.OfRequest, now) is { } objection) return objection;
        if (request.Headers["Content-Digest"] != HttpSignature.Digest(content)) return "digest";
        var partner = await tx.FindAsync<Partner>($"select {Partner.Columns} from partner where key_id = @KeyId", new { input.KeyId });
        using var key = partner is null ? null : PublicKey.Read(partner.PublicKey);
        if (key is null || !HttpSignature.Verify(key, input, request.Headers["Signature"].ToString(), component => Value(request, component))) return "wrong";
        var first = await tx.ExecuteAsync(
            "insert into nonce (key_id, nonce, expires_at) values (@KeyId, @Nonce, @until) on conflict do nothing",
            new { input.KeyId, input.Nonce, until = input.Expires!.Value.UtcDateTime.AddMinutes(5) });
        return first == 0 ? "replayed" : Parse(content)?.From == partner!.Region ? null : "other-sender";
    }

    private static string? Value(HttpRequest request, string component) => component switch
    {
        "\"@method\"" => request.Method,
        "\"@path\"" => request.Path.Value,
        _ when !component.StartsWith("\"@", StringComparison.Ordinal) && request.Headers.TryGetValue(component.Trim('"'), out var value) => value.ToString(),
        _ => null,
    };

    private static Ping? Parse(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<Ping>(content, GovJson.Events);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > Most) return null;
        using var content = new MemoryStream();
        var buffer = new byte[8192];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > Most) return null;
        }
        return content.ToArray();
    }

    /// <summary>This county's public key, for a partner's admin to register.</summary>
    private static async Task<Ok<KeyView>> KeyAsync(OwnKey own, GovSettings settings, CancellationToken ct)
    {
        var (key, id) = await own.GetAsync(ct);
        using (key)
            return TypedResults.Ok(new KeyView(settings.Region, settings.County, id, HttpSignature.Algorithm, PublicKey.Pem(key)));
    }
}

/// <summary>The public key of a county.</summary>
internal sealed record KeyView(string Region, string County, string KeyId, string Algorithm, string PublicKey);
