using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>The signing key of this county in one service: made at first use, sealed in the service's table own_key, the same for all replicas.</summary>
public sealed class OwnKey(NpgsqlDataSource source, PersonalData sealing, GovSettings settings)
{
    private byte[]? kept;

    /// <summary>The key and its id; the caller disposes of the key.</summary>
    public async Task<(ECDsa Key, string Id)> GetAsync(CancellationToken ct)
    {
        kept ??= await LoadAsync(ct);
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(kept, out _);
        return (key, PublicKey.Id(settings.Region, key));
    }

    /// <summary>A signed POST of this content; the signature is of real time, so that it holds where the platform clock was moved.</summary>
    /// <param name="components">What the signature covers: <see cref="HttpSignature.OfRequest"/> or <see cref="HttpSignature.OfWebhook"/>.</param>
    public async Task<HttpRequestMessage> PostAsync(Uri url, byte[] content, string contentType, string[] components, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new(contentType);
        var digest = HttpSignature.Digest(content);
        var (key, id) = await GetAsync(ct);
        using (key)
        {
            var (input, signature) = HttpSignature.Sign(key, id, TimeProvider.System.GetUtcNow(), components, component => component switch
            {
                "\"@method\"" => "POST",
                "\"@path\"" => url.AbsolutePath,
                "\"@target-uri\"" => url.AbsoluteUri,
                "\"content-type\"" => contentType,
                _ => digest,
            });
            request.Headers.Add("Content-Digest", digest);
            request.Headers.Add("Signature-Input", input);
            request.Headers.Add("Signature", signature);
        }
        return request;
    }

    private async Task<byte[]> LoadAsync(CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        const string stored = "select private_key_sealed from own_key where id = 1";
        var @sealed = await db.ExecuteScalarAsync<string?>(stored);
        if (@sealed is null)
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            await db.ExecuteAsync(
                "insert into own_key (id, private_key_sealed) values (1, @mine) on conflict (id) do nothing",
                new { mine = sealing.Seal(Convert.ToBase64String(made.ExportPkcs8PrivateKey())) });
            @sealed = await db.ExecuteScalarAsync<string?>(stored);
        }
        return Convert.FromBase64String(sealing.Open(@sealed!));
    }
}
