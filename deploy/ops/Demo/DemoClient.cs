using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace GovPlatform.Ops;

/// <summary>One request as the demo means it, however often it has to be sent.</summary>
internal sealed record DemoCall(HttpMethod Method, string Path)
{
    public byte[]? Body { get; init; }
    public string ContentType { get; init; } = "application/json";
    public string? Token { get; init; }
    public string? IfMatch { get; init; }
    public string? Purpose { get; init; }

    /// <summary>A repeated creating call or transition is recognised by it.</summary>
    public string Key { get; } = Guid.CreateVersion7().ToString();
}

/// <summary>What was answered in the end.</summary>
internal sealed record DemoAnswer(int Status, byte[] Bytes, string? ETag, Uri? Location, TimeSpan? RetryAfter)
{
    public JsonElement Json => JsonElement.Parse(Bytes);

    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);
}

/// <summary>
/// A patient client: what answers 429, 502, 503 or 504, or breaks or refuses the connection, is asked again with the same
/// Idempotency-Key for a minute; any other answer that was not expected is a surprise.
/// </summary>
internal sealed class DemoClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);
    private readonly HttpClient http;

    public DemoClient(Uri gateway, HttpMessageHandler? handler = null)
    {
        Gateway = gateway;
        handler ??= new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) };
        http = new HttpClient(handler) { BaseAddress = gateway, Timeout = OneTry };
    }

    public Uri Gateway { get; }

    /// <summary>Requests that had to be sent again.</summary>
    public int Repeats { get; private set; }

    /// <exception cref="SurpriseException">Another status than the expected ones, or no answer within a minute.</exception>
    public async Task<DemoAnswer> SendAsync(DemoCall call, CancellationToken ct, params int[] expected)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var (answer, fault) = await TryAsync(call, ct);
            if (answer is not null && (expected.Contains(answer.Status) || !IsPassing(answer)))
                return expected.Contains(answer.Status) ? answer : throw new SurpriseException($"{call.Method} {call.Path} → {answer.Status}, expected {string.Join('/', expected)}\n{answer.Text}");
            var pause = Pause(attempt, answer);
            if (TimeProvider.System.GetElapsedTime(began) + pause > Patience)
                throw new SurpriseException($"{call.Method} {call.Path} → no answer within {Patience.TotalSeconds:0} s: {fault ?? $"{answer!.Status} {answer.Text}"}");
            Repeats++;
            await Task.Delay(pause, ct);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<(DemoAnswer? Answer, string? Fault)> TryAsync(DemoCall call, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(call.Method, new Uri(call.Path, UriKind.RelativeOrAbsolute));
        if (call.Body is not null)
            request.Content = new ByteArrayContent(call.Body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(call.ContentType) } };
        if (call.Token is not null)
            request.Headers.Authorization = new("Bearer", call.Token);
        if (call.IfMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", call.IfMatch);
        if (call.Purpose is not null)
            request.Headers.Add("Purpose", Uri.EscapeDataString(call.Purpose));
        if (call.Method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", call.Key);
        try
        {
            using var response = await http.SendAsync(request, ct);
            var bytes = await response.Content.ReadAsByteArrayAsync(ct);
            return (new((int)response.StatusCode, bytes, response.Headers.ETag?.ToString(), response.Headers.Location, response.Headers.RetryAfter?.Delta), null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return (null, e.Message);
        }
    }

    private static bool IsPassing(DemoAnswer answer) =>
        (HttpStatusCode)answer.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
        // The try before this one is still being handled.
        || (answer.Status == 409 && answer.Text.Contains("\"in-progress\"", StringComparison.Ordinal));

    private static TimeSpan Pause(int attempt, DemoAnswer? answer)
    {
        var pause = answer?.RetryAfter ?? TimeSpan.FromMilliseconds(200 * Math.Pow(2, Math.Min(attempt, 4)));
        return pause < LongestPause ? pause : LongestPause;
    }
}
