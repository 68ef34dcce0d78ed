using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GovPlatform.ServiceDefaults;

/// <summary>Synchronous calls between services: one named HttpClient a neighbour.</summary>
public static class Neighbours
{
    /// <summary>Adds the HttpClient <paramref name="name"/> with base address <c>http://{name}</c>; it throws <see cref="NeighbourDownException"/> when the neighbour does not answer.</summary>
    /// <param name="name">A service name; its replicas are <c>services:{name}:http:{n}</c>.</param>
    public static IHttpClientBuilder AddNeighbour(this IHostApplicationBuilder builder, string name) =>
        builder.Services.AddHttpClient(name, client =>
            {
                client.BaseAddress = new Uri($"http://{name}");
                // Covers reading the body, which comes after the pipeline's own limits.
                client.Timeout = NeighbourPipelines.Total + TimeSpan.FromSeconds(20);
            })
            .RemoveAllLoggers()
            // The breaker lives in the handler; fresh DNS comes from the connections' lifetime instead.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(2),
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            })
            .AddHttpMessageHandler(services => new NeighbourHandler(
                name,
                new NeighbourAddresses(NeighbourAddresses.Configured(services.GetRequiredService<IConfiguration>(), name), TimeProvider.System),
                new NeighbourPipelines(TimeProvider.System)));

    /// <summary>Puts this service's own token on the calls, for endpoints that only services may call; the token is asked for once and kept.</summary>
    public static IHttpClientBuilder WithServiceToken(this IHttpClientBuilder neighbour) => neighbour.AddHttpMessageHandler<ServiceTokenHandler>();
}
