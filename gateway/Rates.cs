using System.Threading.RateLimiting;

namespace GovPlatform.Gateway;

/// <summary>How often one caller may ask (Gateway:RequestsPerSecond, Gateway:Burst): by subject, or by address where nobody signed in. Each replica of the gateway counts for itself.</summary>
internal static class Rates
{
    public static void AddRates(this WebApplicationBuilder builder)
    {
        var perSecond = builder.Configuration.GetValue("Gateway:RequestsPerSecond", 500);
        var burst = builder.Configuration.GetValue("Gateway:Burst", 1000);
        builder.Services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetTokenBucketLimiter(Key(http), _ => new()
            {
                TokenLimit = burst, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
            }));
            options.OnRejected = (rejected, _) => new ValueTask(TooMany(rejected.Lease).ExecuteAsync(rejected.HttpContext));
        });
    }

    private static string Key(HttpContext http) =>
        http.Features.Get<Caller>() is { } caller ? $"caller {caller.Id}" : $"address {Network(http.Connection.RemoteIpAddress)}";

    // An IPv6 customer has a whole /64 to call from.
    private static string Network(System.Net.IPAddress? address) => address switch
    {
        null => "unknown",
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => Convert.ToHexString(address.GetAddressBytes(), 0, 8),
        _ => address.MapToIPv4().ToString(),
    };

    private static Problem TooMany(RateLimitLease lease) => new(429, "too-many-requests", "请求过于频繁，请稍后再试", "Too many requests, please slow down")
    {
        RetryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1,
    };
}
