using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace GovPlatform.Gateway;

/// <summary>Ready means that tokens can be issued and checked: identity answers.</summary>
internal sealed class IdentityAnswers(IHttpClientFactory clients) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var answer = await clients.CreateClient("identity").GetAsync("/.well-known/jwks.json", cancellationToken);
            return answer.IsSuccessStatusCode ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
        }
        catch (HttpRequestException)
        {
            return HealthCheckResult.Unhealthy();
        }
    }
}

/// <summary>GET /health: how many replicas of each service answer, as the gateway's own probes see it.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app) => app.MapGet("/health", (IProxyStateLookup proxy, HttpResponse response) =>
    {
        response.Headers.CacheControl = "no-store";
        var services = proxy.GetClusters().OrderBy(x => x.ClusterId, StringComparer.Ordinal).ToDictionary(x => x.ClusterId, Of);
        return new HealthView(services.Values.All(x => x.Answering > 0) ? "ok" : "degraded", services);
    }).AllowAnonymous().DisableHttpMetrics();

    private static ServiceHealth Of(ClusterState cluster) =>
        new(cluster.Destinations.Count, cluster.Destinations.Values.Count(x => x.Health is { Active: not DestinationHealth.Unhealthy, Passive: not DestinationHealth.Unhealthy }));

    private sealed record HealthView(string Status, IReadOnlyDictionary<string, ServiceHealth> Services);

    private sealed record ServiceHealth(int Replicas, int Answering);
}
