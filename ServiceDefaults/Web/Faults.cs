using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>Turns what was not answered by a handler into problem details: malformed requests, outages, bugs, bare status codes.</summary>
public static class Faults
{
    internal static void AddPlatformProblems(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = context => Complete(context));
    }

    public static void UsePlatformProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = AnswerFaultAsync, SuppressDiagnosticsCallback = _ => true });
        app.UseStatusCodePages(context => OfStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
    }

    private static Task AnswerFaultAsync(HttpContext http)
    {
        var fault = http.Features.Get<IExceptionHandlerFeature>()!.Error;
        var problem = fault switch
        {
            BadHttpRequestException { InnerException: JsonException json } => Malformed(json),
            BadHttpRequestException bad => OfStatus(bad.StatusCode),
            NeighbourDownException => Problem.Unavailable(),
            // A neighbour that answers, but cannot now: its database is away, or it is asked too much.
            HttpRequestException { StatusCode: HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.TooManyRequests } => Problem.Unavailable(),
            TimeoutException => Problem.Unavailable(),
            _ when Database.IsAway(fault) => Problem.Unavailable(),
            // U+0000 in a text, in a JSON.
            PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
                new Problem(422, "character-refused", "请求内容含有无法保存的字符", "The request holds a character that cannot be stored"),
            OperationCanceledException when http.RequestAborted.IsCancellationRequested => new Problem(499, "client-closed", "请求已取消", "The client went away"),
            _ => new Problem(500, "internal-error", "系统内部错误", "Internal error"),
        };
        if (problem.Status >= 500)
            http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("GovPlatform.Faults")
                .Log(problem.Status == 500 ? LogLevel.Error : LogLevel.Warning, fault, "{Method} {Route} answers {Status}", http.Request.Method, Route(http), problem.Status);
        return problem.ExecuteAsync(http);
    }

    /// <summary>The route pattern, not the path: a path may hold an id of a person.</summary>
    private static string? Route(HttpContext http) =>
        (http.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText;

    private static Problem Malformed(JsonException json) => new(400, "malformed-json", "请求内容不是有效的 JSON", "The request body is not valid JSON for this call")
    {
        Errors = new() { [Pointer(json.Path)] = ["JSON 无法读取、类型不符，或者含有未知字段、不允许的空值或字符 / unreadable, of another type, unknown, or a null or character that is not allowed"] },
    };

    private static Problem OfStatus(int status) => status switch
    {
        400 => new(400, "bad-request", "请求格式错误", "Bad request"),
        401 => new(401, "unauthenticated", "请先登录", "Authentication is required"),
        403 => new(403, "forbidden", "没有权限", "Not allowed"),
        404 => Problem.NotFound(),
        405 => new(405, "method-not-allowed", "不支持该方法", "Method not allowed"),
        408 => new(408, "request-timeout", "请求超时", "The request took too long"),
        413 => new(413, "too-large", "请求内容过大", "The request body is too large"),
        415 => new(415, "unsupported-media-type", "不支持的内容类型", "Unsupported media type"),
        429 => new(429, "too-many-requests", "请求过于频繁", "Too many requests"),
        503 => Problem.Unavailable(),
        _ => new(status, $"http-{status}", "请求未完成", "The request was not completed"),
    };

    /// <summary>What AddValidation finds names C# properties; here errors are named by JSON pointers.</summary>
    private static void Complete(ProblemDetailsContext context)
    {
        var english = Languages.PrefersEnglish(context.HttpContext.Request);
        var details = context.ProblemDetails;
        if (details is HttpValidationProblemDetails validation)
        {
            details.Type = "urn:govplatform:problem:validation";
            details.Title = english ? "The request is not valid" : "请求内容未通过校验";
            details.Extensions["code"] = "validation";
            var errors = validation.Errors.ToDictionary(error => Pointer(error.Key), error => error.Value);
            validation.Errors.Clear();
            foreach (var (pointer, messages) in errors)
                validation.Errors[pointer] = messages;
        }
        details.Extensions["traceId"] = System.Diagnostics.Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
    }

    /// <summary>$.materials[0].code and Materials[0].Code both become /materials/0/code.</summary>
    internal static string Pointer(string? path)
    {
        var pointer = new StringBuilder();
        foreach (var part in (path ?? "").TrimStart('$').Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
            pointer.Append('/').Append(JsonNamingPolicy.CamelCase.ConvertName(part.Trim('\'')).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        return pointer.ToString();
    }
}
