using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace GovPlatform.ServiceDefaults;

/// <summary>The issuer's public keys: known keys are served while the issuer is down, unknown ones asked for at a bounded rate.</summary>
/// <param name="fetch">Answers the JWKS document.</param>
public sealed class IssuerKeys(Func<CancellationToken, Task<byte[]>> fetch, TimeProvider time, ILogger<IssuerKeys> log) : IDisposable
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenFirstAttempts = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Dictionary<string, IssuerKey> keys = [];
    private volatile bool reached;
    private long attemptedAt = long.MinValue;
    private long refreshedAt = long.MinValue;

    /// <summary>The key of that id, or null when the issuer has none of that name.</summary>
    /// <exception cref="IssuerUnavailableException">The key is unknown here and the issuer cannot be asked.</exception>
    public async ValueTask<IssuerKey?> FindAsync(string kid, CancellationToken ct)
    {
        if (keys.TryGetValue(kid, out var known))
        {
            if (Age(ref refreshedAt) > Fresh && Age(ref attemptedAt) > BetweenAttempts)
                _ = RefreshAsync(CancellationToken.None);
            return known;
        }
        await RefreshAsync(ct);
        if (keys.TryGetValue(kid, out known))
            return known;
        return reached ? null : throw new IssuerUnavailableException();
    }

    private async Task RefreshAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            if (Age(ref attemptedAt) < (keys.Count == 0 ? BetweenFirstAttempts : BetweenAttempts))
                return;
            Volatile.Write(ref attemptedAt, time.GetTimestamp());
            using var limit = new CancellationTokenSource(Patience);
            keys = Jwks.Read(await fetch(limit.Token)).ToDictionary(x => x.Kid);
            reached = true;
            Volatile.Write(ref refreshedAt, time.GetTimestamp());
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or System.Text.Json.JsonException or IOException or System.Data.Common.DbException)
        {
            reached = false;
            log.LogWarning("The issuer's keys could not be fetched: {Reason}", e.Message);
        }
        finally
        {
            gate.Release();
        }
    }

    private TimeSpan Age(ref long at) => Volatile.Read(ref at) is var x && x == long.MinValue ? TimeSpan.MaxValue : time.GetElapsedTime(x);

    public void Dispose() => gate.Dispose();
}

/// <summary>One public key of the issuer; verification objects are pooled, as they are not for two threads at once.</summary>
public sealed class IssuerKey(string kid, ECParameters point)
{
    private readonly ConcurrentBag<ECDsa> idle = [];

    public string Kid { get; } = kid;

    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var key = idle.TryTake(out var pooled) ? pooled : ECDsa.Create(point);
        var good = key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        idle.Add(key);
        return good;
    }
}

/// <summary>A token cannot be checked, because its issuer does not answer: 503, not 401.</summary>
public sealed class IssuerUnavailableException() : Exception("The issuer of tokens does not answer.");
