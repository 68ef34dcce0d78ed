using System.Collections.Concurrent;

namespace GovPlatform.ServiceDefaults;

/// <summary>Good tokens are remembered for half a minute: checking a signature costs some hundred microseconds, and each request meets it at the gateway and at its service.</summary>
internal sealed class KnownTokens(AuthSettings settings, IssuerKeys keys)
{
    private const int Most = 4096;
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (Caller Caller, DateTimeOffset Until)> known = new(StringComparer.Ordinal);

    /// <exception cref="IssuerUnavailableException">The key is unknown here and the issuer cannot be asked.</exception>
    public async ValueTask<(Caller? Caller, string? Refusal)> ReadAsync(string token, DateTimeOffset now, CancellationToken ct)
    {
        if (known.TryGetValue(token, out var before) && before.Until > now)
            return (before.Caller, null);
        var (caller, refusal, expires) = await AccessToken.ReadAsync(token, settings, keys, now, ct);
        if (caller is null)
            return (null, refusal);
        // Rather forget all than keep account of what is oldest: it happens to the busiest only, and costs one check a token.
        if (known.Count >= Most)
            known.Clear();
        var until = now + Remembered;
        known[token] = (caller, until < expires ? until : expires);
        return (caller, null);
    }
}
