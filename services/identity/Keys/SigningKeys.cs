using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace GovPlatform.Identity;

/// <summary>The issuer's key pairs. A key is published ten minutes before it signs, and until the last token it signed has expired.</summary>
internal sealed class SigningKeys(NpgsqlDataSource source, PersonalData sealing) : IDisposable
{
    /// <summary>Longer than verifiers keep the key set, so that nobody meets a key he does not know.</summary>
    public static readonly TimeSpan PublishedAhead = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile KeySet? known;

    /// <summary>The key that signs now, or null before the first exists.</summary>
    public async Task<SigningKey?> CurrentAsync(CancellationToken ct) =>
        (await AllAsync(ct)).Where(x => x.ActiveFrom <= DateTime.UtcNow).MaxBy(x => x.ActiveFrom);

    public async Task<IReadOnlyList<SigningKey>> AllAsync(CancellationToken ct)
    {
        if (known is { } kept && kept.ReadAt + Kept > DateTime.UtcNow)
            return kept.Keys;
        await gate.WaitAsync(ct);
        try
        {
            if (known is { } fresh && fresh.ReadAt + Kept > DateTime.UtcNow)
                return fresh.Keys;
            return await ReadAsync(ct);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Adds a key: it signs at once when it is the first, and otherwise after all verifiers have had time to read it.</summary>
    public async Task<string> AddAsync(Tx tx)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var kid = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        await tx.ExecuteAsync("lock table signing_key in share row exclusive mode");
        var first = !await tx.ScalarAsync<bool>("select exists (select from signing_key where retired_at is null)");
        await tx.ExecuteAsync("insert into signing_key (kid, private_sealed, active_from) values (@kid, @sealed, @from)", new
        {
            kid,
            @sealed = sealing.Seal(Convert.ToBase64String(pair.ExportPkcs8PrivateKey())),
            from = first ? DateTime.UtcNow : DateTime.UtcNow + PublishedAhead,
        });
        tx.Audit("signing-key.added", "signing-key", kid);
        return kid;
    }

    /// <summary>Forgets what was read, after a change by this process.</summary>
    public void Reread() => known = null;

    public void Dispose() => gate.Dispose();

    private async Task<IReadOnlyList<SigningKey>> ReadAsync(CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var rows = await db.QueryAsync<(string Kid, string PrivateSealed, DateTime ActiveFrom)>(
            "select kid, private_sealed, active_from from signing_key where retired_at is null order by active_from");
        var before = known?.Keys ?? [];
        IReadOnlyList<SigningKey> keys = [.. rows.Select(row => before.FirstOrDefault(x => x.Kid == row.Kid) ?? Open(row))];
        if (keys.Count > 0)
            known = new(keys, DateTime.UtcNow);
        return keys;
    }

    private SigningKey Open((string Kid, string PrivateSealed, DateTime ActiveFrom) row)
    {
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(Convert.FromBase64String(sealing.Open(row.PrivateSealed)), out _);
        return new SigningKey(row.Kid, pair, row.ActiveFrom);
    }

    private sealed record KeySet(IReadOnlyList<SigningKey> Keys, DateTime ReadAt);
}

/// <summary>One key pair of the issuer; signing with it takes turns, as the pair is not for two threads at once.</summary>
internal sealed record SigningKey(string Kid, ECDsa Pair, DateTime ActiveFrom)
{
    public T Use<T>(Func<ECDsa, T> with)
    {
        lock (Pair)
            return with(Pair);
    }
}
