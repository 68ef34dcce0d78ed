namespace GovPlatform.ServiceDefaults;

/// <summary>A neighbour did not answer, after retries or because its breaker is open: the caller states its own answer (503 with Retry-After where it has none).</summary>
public sealed class NeighbourDownException(string neighbour, TimeSpan retryAfter, Exception? inner)
    : HttpRequestException($"{neighbour} does not answer", inner)
{
    public string Neighbour { get; } = neighbour;

    /// <summary>When asking again may help.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
