using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

namespace GovPlatform.ServiceDefaults;

/// <summary>Traces, metrics and logs of a process: OTLP by the standard OTEL_* settings, and a console that is silent while all is well.</summary>
public static class PlatformTelemetry
{
    /// <summary>Defaults below every other source, so that <c>Logging__LogLevel__…</c> still decides.</summary>
    private static readonly Dictionary<string, string?> LogLevels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
        ["Logging:LogLevel:MassTransit"] = "Warning",
        ["Logging:LogLevel:Npgsql"] = "Warning",
        ["Logging:LogLevel:Polly"] = "Warning",
        ["Logging:LogLevel:Yarp"] = "Warning",
        // /health/ready says it to whoever asks; what is down logs its own fault.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
    };

    /// <summary>Adds telemetry to a process. Without OTEL_EXPORTER_OTLP_ENDPOINT nothing listens and nothing is exported.</summary>
    /// <param name="service">service.name, unless OTEL_SERVICE_NAME gives another.</param>
    public static void AddPlatformTelemetry(this WebApplicationBuilder builder, string service)
    {
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = LogLevels });
        builder.Logging.ClearProviders().AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });

        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])) return;

        // .NET 10 leaves method, path and status off its server spans unless asked; the query string is never among them.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.SetResourceBuilder(Resource(ResourceBuilder.CreateEmpty(), builder.Configuration, service));
            logs.AddOtlpExporter();
        });
        builder.Services.AddHostedService(services => new TelemetryExport(services.GetRequiredService<IConfiguration>(), service));
    }

    /// <summary>Who tells: OTEL_RESOURCE_ATTRIBUTES wins over what the process knows of itself.</summary>
    internal static ResourceBuilder Resource(ResourceBuilder resource, IConfiguration configuration, string service) =>
        resource.Clear().AddService(configuration["OTEL_SERVICE_NAME"] ?? service, "gov").AddTelemetrySdk().AddEnvironmentVariableDetector();
}
