using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GovPlatform.Tests.Services.Telemetry;

public sealed class Exporting_telemetry
{
    [Fact]
    public async Task a_request_and_what_it_calls_are_one_trace_without_query_strings()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using (var app = await StartAsync(receiver.Settings))
        {
            // A caller from outside: it sends no traceparent of this process.
            using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = new(app.Urls.First()) };
            await client.GetAsync("/calls?idNumber=11010519491231002X");
        }

        var mine = receiver.Spans.Where(s => s.Service == "telemetry-probe").ToArray();
        var outer = Assert.Single(mine, s => s.Source == "Microsoft.AspNetCore" && s.Tags.GetValueOrDefault("url.path") == "/calls");
        var inner = Assert.Single(mine, s => s.Source == "Microsoft.AspNetCore" && s.Tags.GetValueOrDefault("url.path") == "/called");
        var call = Assert.Single(mine, s => s.SpanId == inner.ParentId);
        Assert.Equal(outer.SpanId, call.ParentId);
        Assert.Equal(outer.TraceId, inner.TraceId);
        Assert.DoesNotContain(mine, s => (s.Name + string.Concat(s.Tags.Values)).Contains("11010519491231002X", StringComparison.Ordinal));
        Assert.Contains(("telemetry-probe", "http.server.request.duration"), receiver.Metrics);
        Assert.Contains(("telemetry-probe", "gov.case.transitions"), receiver.Metrics);
        Assert.Contains(("telemetry-probe", "called"), receiver.Logs);
    }

    [Fact]
    public async Task probes_and_calls_that_nothing_caused_are_not_traced()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using (var app = await StartAsync(receiver.Settings))
        {
            using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = new(app.Urls.First()) };
            await client.GetAsync("/health/live");
            await client.GetAsync("/health/ready");
            using (GovTelemetry.Activities.StartActivity("poll", System.Diagnostics.ActivityKind.Client)) { }
            using (GovTelemetry.Activities.StartActivity("seen")) { }
        }

        var mine = receiver.Spans.Where(s => s.Service == "telemetry-probe").ToArray();
        Assert.Contains(mine, s => s.Name == "seen");
        Assert.DoesNotContain(mine, s => s.Name == "poll" || s.Tags.GetValueOrDefault("url.path", "").StartsWith("/health", StringComparison.Ordinal));
    }

    [Fact]
    public async Task without_an_endpoint_nothing_listens()
    {
        await using var app = await StartAsync([]);
        Assert.DoesNotContain(app.Services.GetServices<IHostedService>(), s => s is TelemetryExport);
    }

    [Fact]
    public async Task readiness_names_its_parts_and_says_when_to_ask_again()
    {
        await using var app = await StartAsync([], services => services.AddHealthChecks()
            .AddCheck("database", () => HealthCheckResult.Healthy())
            .AddCheck("masstransit-bus", () => HealthCheckResult.Unhealthy("no broker")));
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };

        Assert.Equal("ok", await client.GetStringAsync("/health/live"));
        var answer = await client.GetAsync("/health/ready");
        Assert.Equal(503, (int)answer.StatusCode);
        Assert.Equal(5, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.Equal("""{"status":"not-ready","parts":{"database":"ok","broker":"down"}}""", await answer.Content.ReadAsStringAsync());
    }

    private static async Task<WebApplication> StartAsync(Dictionary<string, string?> settings, Action<IServiceCollection>? add = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddPlatformTelemetry("telemetry-probe");
        builder.Services.AddHealthChecks();
        add?.Invoke(builder.Services);
        builder.Services.AddHttpClient();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPlatformHealth();
        app.MapGet("/calls", async (IHttpClientFactory clients, HttpRequest request) =>
            await clients.CreateClient().GetStringAsync($"http://{request.Host}/called{request.QueryString}"));
        app.MapGet("/called", (ILogger<Exporting_telemetry> log) =>
        {
            log.LogInformation("called");
            GovTelemetry.Transition("probe", "called");
            return "ok";
        });
        await app.StartAsync();
        return app;
    }
}
