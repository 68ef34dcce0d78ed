using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GovPlatform.ServiceDefaults;

/// <summary>What every service of the platform starts with, in one call each for the builder and the application.</summary>
public static class ServiceDefaultsExtensions
{
    private const long OneMegabyte = 1024 * 1024;

    // Ten thousand Chinese characters, percent-encoded, so that a service says with a code what is too long.
    private const int LongestRequestLine = 128 * 1024;

    /// <summary>Data, messaging, telemetry, health, authentication, problem details, JSON, limits and clock of a service.</summary>
    /// <param name="service">Resource name in the AppHost; names its database, queues and telemetry.</param>
    public static void AddServiceDefaults(this WebApplicationBuilder builder, string service)
    {
        builder.AddWebDefaults(service);
        builder.AddPlatformDatabase(service);
        builder.AddPlatformBus(service);
        builder.AddPersonalData();
        builder.Services.AddHostedService<AuditSealer>();
        builder.Services.AddPlatformHealth();
    }

    /// <summary>The part that a process without a database of its own shares: the gateway.</summary>
    public static void AddWebDefaults(this WebApplicationBuilder builder, string service)
    {
        builder.Services.AddSingleton(GovSettings.From(builder.Configuration, builder.Environment, service));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = OneMegabyte;
            kestrel.Limits.MaxRequestLineSize = LongestRequestLine;
        });
        // The process answers at once; what needs the database or the broker waits for it.
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ServicesStartConcurrently = true;
            host.ShutdownTimeout = TimeSpan.FromSeconds(20);
        });
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            GovJson.Configure(json.SerializerOptions);
            RequestValues.Refuse(json.SerializerOptions);
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        });
        builder.Services.AddHttpContextAccessor();
        builder.AddPlatformTelemetry(service);
        builder.AddPlatformProblems();
        builder.AddPlatformAuth();
        builder.AddPlatformClock();
    }

    /// <summary>The middleware in its one order, and the endpoints that every service has.</summary>
    public static void MapServiceDefaults(this WebApplication app)
    {
        app.UsePlatformProblems();
        app.Use(async (http, next) =>
        {
            if (http.RequestServices.GetRequiredService<DatabaseReady>().IsReady || http.Request.Path.StartsWithSegments("/health"))
                await next();
            else
                await Problem.Unavailable(2).ExecuteAsync(http);
        });
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapOpenApi("/openapi/v1.json").AllowAnonymous();
        app.MapPlatformHealth();
        app.MapEventLog();
        app.MapAuditHead();
    }
}
