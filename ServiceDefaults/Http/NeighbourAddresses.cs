using Microsoft.Extensions.Configuration;

namespace GovPlatform.ServiceDefaults;

/// <summary>The addresses of a neighbour's replicas, round robin; one that refused a connection is left out for a while when there is another.</summary>
internal sealed class NeighbourAddresses(IReadOnlyList<Uri> all, TimeProvider time)
{
    private static readonly TimeSpan LeftOut = TimeSpan.FromSeconds(5);
    private readonly long[] downUntil = new long[all.Count];
    private int turn = -1;

    /// <summary>Reads <c>services:{name}:http:{n}</c>, as Aspire and every other launcher set them.</summary>
    public static IReadOnlyList<Uri> Configured(IConfiguration configuration, string name)
    {
        Uri[] found = [.. configuration.GetSection($"services:{name}:http").GetChildren().Where(x => x.Value is { Length: > 0 }).Select(x => new Uri(x.Value!))];
        return found is [] ? throw new InvalidOperationException($"No address of {name}: set services__{name}__http__0") : found;
    }

    /// <summary>The next address that this request has not tried; then one that is not known to be down; then simply the next.</summary>
    public Uri Next(HashSet<Uri> tried)
    {
        if (tried.Count >= all.Count) tried.Clear();
        var start = (uint)Interlocked.Increment(ref turn);
        var now = time.GetTimestamp();
        Uri? spare = null;
        for (var i = 0u; i < all.Count; i++)
        {
            var at = (int)((start + i) % (uint)all.Count);
            if (tried.Contains(all[at])) continue;
            if (Volatile.Read(ref downUntil[at]) <= now) return all[at];
            spare ??= all[at];
        }
        return spare!;
    }

    public void Failed(Uri address)
    {
        for (var at = 0; at < all.Count; at++)
            if (all[at] == address) Volatile.Write(ref downUntil[at], time.GetTimestamp() + (long)(LeftOut.TotalSeconds * time.TimestampFrequency));
    }
}
