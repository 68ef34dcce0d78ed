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
