using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Text.Json;

namespace GovPlatform.Intake;

/// <summary>One step for many cases at once.</summary>
public sealed record CounterBatch
{
    /// <summary>pre-review, receive, accept, take-in or deliver: the step that each case is to go.</summary>
    [Required, AllowedValues("pre-review", "receive", "accept", "take-in", "deliver")]
    public string Action { get; init; } = "";

    /// <summary>Up to 500 cases, done in this order.</summary>
    [Required, MinLength(1), MaxLength(BatchAtCounter.Most)]
    public IReadOnlyList<BatchItem> Items { get; init; } = [];
}

/// <summary>A case of a batch, as it was seen.</summary>
public sealed record BatchItem
{
    public Guid Id { get; init; }

    /// <summary>Version seen, as If-Match names it: a batch that is sent again changes nothing twice.</summary>
    [Range(1, int.MaxValue)]
    public int Version { get; init; }
}

/// <summary>What became of one case of a batch.</summary>
/// <param name="Status">As the single call would answer: 200, 404, 409, 412, 422, …; null where the time was over before its turn.</param>
/// <param name="State">State of the case after the step.</param>
/// <param name="Version">Its version then.</param>
/// <param name="Problem">The problem of the single call, where it was not done.</param>
internal sealed record BatchOutcome(Guid Id, int? Status, string? State, int? Version, JsonElement? Problem);

/// <param name="NotReached">Cases whose turn did not come in time: to be sent again.</param>
internal sealed record BatchResult(int Done, int Failed, int NotReached, IReadOnlyList<BatchOutcome> Items);

/// <summary>批量办理: each case goes the way of the single call, in a transaction of its own.</summary>
internal static class BatchAtCounter
{
    public const int Most = 500;

    /// <summary>Answered well before a gateway or browser loses patience.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(25);

    private static readonly Dictionary<string, string> Calls = new()
    {
        ["pre-review"] = "PreReviewCase", ["receive"] = "ReceiveCase", ["accept"] = "AcceptCase", ["take-in"] = "TakeResultIn", ["deliver"] = "DeliverResult",
    };

    /// <summary>Does one step for up to 500 cases, one after the other, for 25 seconds at most; tells for each what became of it.</summary>
    public static async Task<Results<Ok<BatchResult>, Problem>> Handle(CounterBatch request, EndpointDataSource endpoints, HttpContext http, IServiceScopeFactory scopes, CancellationToken ct)
    {
        var call = endpoints.Endpoints.First(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == Calls[request.Action]);
        var clock = Stopwatch.StartNew();
        var outcomes = new List<BatchOutcome>(request.Items.Count);
        foreach (var item in request.Items)
            outcomes.Add(clock.Elapsed > Longest ? new(item.Id, null, null, null, null) : await DoAsync(item, call, http, scopes, ct));
        return TypedResults.Ok(new BatchResult(
            outcomes.Count(one => one.Status == 200), outcomes.Count(one => one.Status is not (200 or null)), outcomes.Count(one => one.Status is null), outcomes));
    }

    /// <summary>The single call itself, as if it had come by network: whatever it asks for is asked for here.</summary>
    private static async Task<BatchOutcome> DoAsync(BatchItem item, Endpoint call, HttpContext http, IServiceScopeFactory scopes, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        using var body = new MemoryStream();
        var one = new DefaultHttpContext { RequestServices = scope.ServiceProvider, User = http.User, RequestAborted = ct };
        one.SetEndpoint(call);
        one.Features.Set(http.Features.Get<Caller>());
        one.Request.Method = HttpMethods.Post;
        one.Request.RouteValues["id"] = item.Id.ToString();
        one.Request.Headers.IfMatch = $"\"{item.Version}\"";
        one.Request.Headers.AcceptLanguage = http.Request.Headers.AcceptLanguage;
        one.Response.Body = body;
        try
        {
            await call.RequestDelegate!(one);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // What was done before stands, and is to be told.
            scope.ServiceProvider.GetRequiredService<ILogger<BatchResult>>().LogError(e, "A batch could not handle case {CaseId}", item.Id);
            body.SetLength(0);
            await Problem.Unavailable().ExecuteAsync(one);
        }
        var answer = JsonElement.Parse(body.ToArray());
        return one.Response.StatusCode == StatusCodes.Status200OK
            ? new(item.Id, 200, answer.GetProperty("status").GetString(), answer.GetProperty("version").GetInt32(), null)
            : new(item.Id, one.Response.StatusCode, null, null, answer);
    }
}
