using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GovPlatform.ServiceDefaults;

/// <summary>
/// A 'no' with a stable code: application/problem+json (RFC 9457), Chinese unless Accept-Language prefers English.
/// The code is the contract; title and detail are for people.
/// </summary>
public sealed class Problem(int status, string code, string zh, string en) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    public int Status { get; } = status;

    /// <summary>Lower kebab, unique in the platform or with the same meaning everywhere.</summary>
    public string Code { get; } = code;

    /// <summary>What to do about it, in Chinese and English; optional.</summary>
    public (string Zh, string En)? Detail { get; init; }

    /// <summary>Further members, such as the current state on a conflict.</summary>
    public Dictionary<string, object?> Extensions { get; init; } = [];

    /// <summary>Validation errors by JSON pointer.</summary>
    public Dictionary<string, string[]>? Errors { get; init; }

    /// <summary>Seconds until a further try may succeed; sent as Retry-After.</summary>
    public int? RetryAfter { get; init; }

    int? IStatusCodeHttpResult.StatusCode => Status;

    /// <summary>404: it is not there, or the caller may not know of it.</summary>
    public static Problem NotFound() => new(404, "not-found", "没有找到", "Not found");

    /// <summary>422: well formed, and against a rule; the pointer says which member.</summary>
    public static Problem Invalid(string pointer, string code, string zh, string en) => new(422, code, zh, en) { Errors = new() { [pointer] = [zh] } };

    /// <summary>409: the state does not allow it; the current state is told.</summary>
    public static Problem Conflict(string code, string zh, string en, string state) => new(409, code, zh, en) { Extensions = { ["state"] = state } };

    /// <summary>403 with a reason of its own.</summary>
    public static Problem Forbidden(string code, string zh, string en) => new(403, code, zh, en);

    /// <summary>503: what this needs is down; the same request may be sent again.</summary>
    public static Problem Unavailable(int retryAfterSeconds = 5) =>
        new(503, "unavailable", "服务暂时不可用，请稍后重试", "Temporarily unavailable, please try again") { RetryAfter = retryAfterSeconds };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var english = Languages.PrefersEnglish(httpContext.Request);
        var body = new ProblemDetails
        {
            Type = $"urn:govplatform:problem:{Code}", Title = english ? en : zh, Status = Status,
            Detail = Detail is { } detail ? english ? detail.En : detail.Zh : null,
        };
        body.Extensions["code"] = Code;
        body.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier;
        if (Errors is not null)
            body.Extensions["errors"] = Errors;
        foreach (var (name, value) in Extensions)
            body.Extensions[name] = value;

        httpContext.Response.StatusCode = Status;
        httpContext.Response.Headers.ContentLanguage = english ? "en" : "zh-CN";
        if (RetryAfter is { } seconds)
            httpContext.Response.Headers.RetryAfter = $"{seconds}";
        var json = httpContext.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
        return httpContext.Response.WriteAsJsonAsync(body, json, "application/problem+json", httpContext.RequestAborted);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        // Every operation has the same 'default' answer, which OpenApiDefaults adds.
    }
}

/// <summary>Which of the two languages a request asks for.</summary>
public static class Languages
{
    public static bool PrefersEnglish(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().AcceptLanguage;
        return wanted is [_, ..] && wanted.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString())
            .FirstOrDefault(language => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || language.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            ?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true;
    }
}
