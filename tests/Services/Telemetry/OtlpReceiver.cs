using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GovPlatform.Tests.Services.Telemetry;

/// <summary>One span as it came over OTLP.</summary>
internal sealed record Span(string Service, string Source, string TraceId, string SpanId, string ParentId, string Name, IReadOnlyDictionary<string, string> Tags);

/// <summary>A collector for tests: takes OTLP over HTTP (protobuf) and keeps spans, names of metrics, and bodies of logs.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private OtlpReceiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<Span> Spans { get; } = [];
    public ConcurrentQueue<(string Service, string Metric)> Metrics { get; } = [];
    public ConcurrentQueue<(string Service, string Body)> Logs { get; } = [];
    public string Address => app.Urls.First();

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new OtlpReceiver(app);
        app.MapPost("/v1/traces", (HttpRequest request) => TakeAsync(request, receiver.TakeSpans));
        app.MapPost("/v1/metrics", (HttpRequest request) => TakeAsync(request, receiver.TakeMetrics));
        app.MapPost("/v1/logs", (HttpRequest request) => TakeAsync(request, receiver.TakeLogs));
        await app.StartAsync();
        return receiver;
    }

    /// <summary>The settings that make a process send here.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
    };

    public async Task<IReadOnlyList<Span>> WaitAsync(Func<IReadOnlyList<Span>, bool> enough, TimeSpan within)
    {
        var until = DateTime.UtcNow + within;
        while (DateTime.UtcNow < until)
        {
            var spans = Spans.ToArray();
            if (enough(spans)) return spans;
            await Task.Delay(100);
        }
        throw new TimeoutException("spans so far:\n" + string.Join('\n', Spans.Select(s => $"{s.TraceId} {s.Service} {s.Source} {s.Name}")));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task TakeAsync(HttpRequest request, Action<ReadOnlyMemory<byte>> take)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        take(body.ToArray());
    }

    // opentelemetry-proto: ExportTraceServiceRequest.resource_spans = 1; ResourceSpans { resource = 1, scope_spans = 2 };
    // ScopeSpans { scope = 1, spans = 2 }; Span { trace_id = 1, span_id = 2, parent_span_id = 4, name = 5, attributes = 9 }.
    private void TakeSpans(ReadOnlyMemory<byte> message)
    {
        foreach (var resource in Wire.All(message, 1))
            foreach (var scope in Wire.All(resource, 2))
                foreach (var span in Wire.All(scope, 2))
                    Spans.Enqueue(new Span(
                        Service(resource), Wire.Text(Wire.One(scope, 1), 1), Wire.Hex(span, 1), Wire.Hex(span, 2), Wire.Hex(span, 4), Wire.Text(span, 5), Attributes(span, 9)));
    }

    private void TakeMetrics(ReadOnlyMemory<byte> message)
    {
        foreach (var resource in Wire.All(message, 1))
            foreach (var scope in Wire.All(resource, 2))
                foreach (var metric in Wire.All(scope, 2)) Metrics.Enqueue((Service(resource), Wire.Text(metric, 1)));
    }

    // LogRecord.body = 5, an AnyValue.
    private void TakeLogs(ReadOnlyMemory<byte> message)
    {
        foreach (var resource in Wire.All(message, 1))
            foreach (var scope in Wire.All(resource, 2))
                foreach (var log in Wire.All(scope, 2)) Logs.Enqueue((Service(resource), Wire.Text(Wire.One(log, 5), 1)));
    }

    private static string Service(ReadOnlyMemory<byte> resource) => Attributes(Wire.One(resource, 1), 1)["service.name"];

    /// <summary>KeyValue { key = 1, value = 2 }; AnyValue.string_value = 1. Numbers come out empty.</summary>
    private static Dictionary<string, string> Attributes(ReadOnlyMemory<byte> message, int field) =>
        Wire.All(message, field).GroupBy(x => Wire.Text(x, 1)).ToDictionary(x => x.Key, x => Encoding.UTF8.GetString(Wire.One(Wire.One(x.First(), 2), 1).Span));
}
