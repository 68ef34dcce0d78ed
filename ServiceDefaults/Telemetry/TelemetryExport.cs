using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GovPlatform.ServiceDefaults;

/// <summary>Listens to the built-in sources and meters while the host runs, and sends what is left when it stops.</summary>
internal sealed class TelemetryExport(IConfiguration configuration, string service) : IHostedService, IDisposable
{
    private static readonly string[] Sources =
        ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit", GovTelemetry.Name];

    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "Npgsql", "MassTransit", "System.Runtime", GovTelemetry.Name];

    private TracerProvider? traces;
    private MeterProvider? metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(Configured)
            .ConfigureResource(Resource)
            .SetSampler(new ParentBasedSampler(new QuietRoots()))
            .AddSource(Sources)
            .AddOtlpExporter()
            .Build();
        metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(Configured)
            .ConfigureResource(Resource)
            .AddMeter(Meters)
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Disposing a provider sends what it still holds, for at most five seconds.</summary>
    public void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
        traces = null;
        metrics = null;
    }

    /// <summary>The exporters read the OTEL_* settings where the host reads its own.</summary>
    private void Configured(IServiceCollection services) => services.AddSingleton(configuration);

    private void Resource(ResourceBuilder resource) => PlatformTelemetry.Resource(resource, configuration, service);
}
