using Yarp.ReverseProxy.Forwarder;

namespace GovPlatform.Gateway;

/// <summary>What a service that does not answer looks like from outside: 503 with Retry-After, whatever went wrong behind the gateway.</summary>
internal static class Outages
{
    private const int RetryAfterSeconds = 2;

    /// <summary>A replica that refuses the connection has taken nothing in: another one is asked instead.</summary>
    public static void UseOtherReplicas(this IReverseProxyApplicationBuilder proxy) => proxy.Use(async (http, next) =>
    {
        var proxied = http.GetReverseProxyFeature();
        var left = proxied.AvailableDestinations.ToList();
        await next();
        while (Refused(http) && !http.Response.HasStarted && left.Remove(proxied.ProxiedDestination!) && left.Count > 0)
        {
            http.Response.Clear();
            http.Features.Set<IForwarderErrorFeature>(null);
            proxied.AvailableDestinations = left.ToList();
            await next();
        }
    });

    private static bool Refused(HttpContext http) =>
        http.GetForwarderErrorFeature() is { Error: ForwarderError.Request, Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } };

    public static void UseOutages(this IReverseProxyApplicationBuilder proxy) => proxy.Use(async (http, next) =>
    {
        await next();
        if (http.GetForwarderErrorFeature() is not { } error || http.Response.HasStarted || http.RequestAborted.IsCancellationRequested)
            return;
        http.Response.Clear();
        await Answer(error).ExecuteAsync(http);
    });

    private static Problem Answer(IForwarderErrorFeature error) => error switch
    {
        { Exception: { } e } when IsTooLarge(e) => RequestSize.TooLarge(),
        { Error: ForwarderError.RequestBodyClient or ForwarderError.RequestBodyCanceled } => new(400, "bad-request", "请求内容不完整", "The request body is incomplete"),
        _ => Problem.Unavailable(RetryAfterSeconds),
    };

    private static bool IsTooLarge(Exception? error) => error switch
    {
        null => false,
        BadHttpRequestException bad => bad.StatusCode == StatusCodes.Status413PayloadTooLarge,
        AggregateException many => many.InnerExceptions.Any(IsTooLarge),
        _ => IsTooLarge(error.InnerException),
    };
}
