using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;

namespace GovPlatform.Gateway;

/// <summary>Fills each cluster with the replicas of the service of its name (services:{name}:http:{n}), and has their health watched.</summary>
internal sealed class ServiceAddresses(IConfiguration configuration) : IProxyConfigFilter
{
    private static readonly HealthCheckConfig Health = new()
    {
        // With no healthy replica left one may as well be tried: it could be back before the next probe.
        AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
        Active = new() { Enabled = true, Path = "/health/ready", Interval = TimeSpan.FromSeconds(5), Timeout = TimeSpan.FromSeconds(3), Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures },
        Passive = new() { Enabled = true, Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate, ReactivationPeriod = TimeSpan.FromSeconds(5) },
    };

    private static readonly ForwarderRequestConfig Patience = new() { ActivityTimeout = TimeSpan.FromSeconds(60) };

    public ValueTask<ClusterConfig> ConfigureClusterAsync(ClusterConfig cluster, CancellationToken cancel)
    {
        var addresses = configuration.GetSection($"services:{cluster.ClusterId}:http").GetChildren().Where(x => !string.IsNullOrEmpty(x.Value));
        return ValueTask.FromResult(cluster with
        {
            Destinations = addresses.ToDictionary(x => x.Key, x => new DestinationConfig { Address = x.Value! }),
            HealthCheck = cluster.HealthCheck ?? Health,
            HttpRequest = cluster.HttpRequest ?? Patience,
            HttpClient = cluster.HttpClient ?? new HttpClientConfig { EnableMultipleHttp2Connections = true },
        });
    }

    public ValueTask<RouteConfig> ConfigureRouteAsync(RouteConfig route, ClusterConfig? cluster, CancellationToken cancel) => ValueTask.FromResult(route);
}
