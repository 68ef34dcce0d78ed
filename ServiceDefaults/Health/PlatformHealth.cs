using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GovPlatform.ServiceDefaults;

/// <summary>Whether a process answers (live) and whether it can work (ready: its database and the broker answer).</summary>
public static class PlatformHealth
{
    private const string RetryAfterSeconds = "5";

    /// <summary>Adds the database check; the bus adds its own ("masstransit-bus") over the connection that it holds anyway.</summary>
    public static void AddPlatformHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<DatabaseAnswers>("database", timeout: TimeSpan.FromSeconds(2));

    /// <summary>Maps /health/live and /health/ready outside authentication, limits, traces and metrics.</summary>
    public static void MapPlatformHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("ok")).Quiet();
        routes.MapGet("/health/ready", ReadyAsync).Quiet();
    }

    private static void Quiet(this RouteHandlerBuilder endpoint) =>
        endpoint.AllowAnonymous().DisableHttpMetrics().ExcludeFromDescription().ShortCircuit();

    private static async Task<IResult> ReadyAsync(HealthCheckService checks, HttpResponse response, CancellationToken ct)
    {
        var report = await checks.CheckHealthAsync(ct);
        response.Headers.CacheControl = "no-store";
        var ready = report.Status == HealthStatus.Healthy;
        if (!ready) response.Headers.RetryAfter = RetryAfterSeconds;
        return Results.Json(
            new Readiness(ready ? "ready" : "not-ready", report.Entries.ToDictionary(e => Part(e.Key), e => e.Value.Status == HealthStatus.Healthy ? "ok" : "down")),
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static string Part(string check) => check == "masstransit-bus" ? "broker" : check;

    /// <summary>The answer of /health/ready.</summary>
    private sealed record Readiness(string Status, IReadOnlyDictionary<string, string> Parts);
}
