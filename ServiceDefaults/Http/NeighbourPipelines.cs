using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace GovPlatform.ServiceDefaults;

/// <summary>The two ways of calling one neighbour, with and without repetition, behind one breaker.</summary>
internal sealed class NeighbourPipelines
{
    /// <summary>The whole call, retries and waits included.</summary>
    public static readonly TimeSpan Total = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan Attempt = TimeSpan.FromSeconds(3);
    /// <summary>How long an open breaker refuses before it lets one request try.</summary>
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(5);
    private const int Retries = 3;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);

    public NeighbourPipelines(TimeProvider time)
    {
        var breaker = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = Break,
                ShouldHandle = outcome => ValueTask.FromResult(IsDown(outcome.Outcome)),
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = Attempt })
            .Build();
        Once = Builder(time).AddPipeline(breaker).Build();
        Repeating = Builder(time).AddRetry(Retry()).AddPipeline(breaker).Build();
    }

    public ResiliencePipeline<HttpResponseMessage> Once { get; }
    public ResiliencePipeline<HttpResponseMessage> Repeating { get; }

    private static ResiliencePipelineBuilder<HttpResponseMessage> Builder(TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }.AddTimeout(new TimeoutStrategyOptions { Timeout = Total });

    private static RetryStrategyOptions<HttpResponseMessage> Retry() => new()
    {
        MaxRetryAttempts = Retries,
        Delay = FirstWait,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = outcome => ValueTask.FromResult(IsWorthRepeating(outcome.Outcome)),
        DelayGenerator = outcome => ValueTask.FromResult(AskedToWait(outcome.Outcome.Result)),
    };

    /// <summary>What trips the breaker; a 4xx is the caller's own affair, and an issuer without a token is not this neighbour's fault.</summary>
    private static bool IsDown(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is TimeoutRejectedException or (HttpRequestException and not NeighbourDownException) || outcome.Result is { StatusCode: >= HttpStatusCode.InternalServerError };

    private static bool IsWorthRepeating(Outcome<HttpResponseMessage> outcome)
    {
        if (AskedToWait(outcome.Result) > Break) return false;
        return outcome.Result is { StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests }
            || (IsDown(outcome) && outcome.Result is not { StatusCode: HttpStatusCode.NotImplemented });
    }

    private static TimeSpan? AskedToWait(HttpResponseMessage? answer) => answer?.Headers.RetryAfter?.Delta;
}
