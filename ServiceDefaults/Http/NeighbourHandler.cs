using System.Net.Http.Json;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace GovPlatform.ServiceDefaults;

/// <summary>Sends a request to one of a neighbour's replicas: bounded in time, repeated where that is harmless, refused at once while the neighbour is down.</summary>
internal sealed class NeighbourHandler(string name, NeighbourAddresses addresses, NeighbourPipelines pipelines) : DelegatingHandler
{
    private const int ReplayableBytes = 1 << 20;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pipeline = await IsRepeatableAsync(request, cancellationToken) ? pipelines.Repeating : pipelines.Once;
        var pathAndQuery = request.RequestUri!.PathAndQuery;
        var tried = new HashSet<Uri>();
        try
        {
            return await pipeline.ExecuteAsync(async ct => await AttemptAsync(request, pathAndQuery, tried, ct), cancellationToken);
        }
        catch (BrokenCircuitException broken)
        {
            throw new NeighbourDownException(name, broken.RetryAfter ?? NeighbourPipelines.Break, broken);
        }
        catch (Exception fault) when (fault is TimeoutRejectedException or (HttpRequestException and not NeighbourDownException))
        {
            throw new NeighbourDownException(name, NeighbourPipelines.Break, fault);
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, string pathAndQuery, HashSet<Uri> tried, CancellationToken ct)
    {
        var address = addresses.Next(tried);
        tried.Add(address);
        request.RequestUri = new Uri(address, pathAndQuery);
        try
        {
            var answer = await base.SendAsync(request, ct);
            // A neighbour that breaks off while it answers is tried again like one that does not answer.
            if (answer.Content.Headers.ContentType?.MediaType is "application/json")
                await answer.Content.LoadIntoBufferAsync(ct);
            return answer;
        }
        catch (HttpRequestException fault) when (fault is not NeighbourDownException)
        {
            addresses.Failed(address);
            throw;
        }
    }

    /// <summary>True where a second copy does no harm and the body can be sent again: it is kept in memory up to 1 MiB, larger streams go once.</summary>
    private static async Task<bool> IsRepeatableAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (!IsHarmless(request)) return false;
        if (request.Content is null or ByteArrayContent or JsonContent or ReadOnlyMemoryContent) return true;
        if (request.Content.Headers.ContentLength is not <= ReplayableBytes) return false;
        await request.Content.LoadIntoBufferAsync(ct);
        return true;
    }

    private static bool IsHarmless(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Put
        || request.Method == HttpMethod.Delete || request.Method == HttpMethod.Options || request.Headers.Contains("Idempotency-Key");
}
