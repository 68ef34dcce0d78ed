using System.Diagnostics;

namespace GovPlatform.Gateway;

/// <summary>X-Correlation-Id: the caller's own where it is a harmless text, else the trace id; it goes to the service and back to the caller.</summary>
internal static class Correlation
{
    public const string Header = "X-Correlation-Id";
    private const int Longest = 64;

    public static void UseCorrelation(this WebApplication app) => app.Use((http, next) =>
    {
        var given = http.Request.Headers[Header];
        var id = given is [{ } text] && IsHarmless(text) ? text : Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("N");
        http.Request.Headers[Header] = id;
        Activity.Current?.SetTag("gov.correlation_id", id);
        http.Response.OnStarting(() =>
        {
            http.Response.Headers[Header] = id;
            return Task.CompletedTask;
        });
        return next(http);
    });

    private static bool IsHarmless(string text) =>
        text.Length is > 0 and <= Longest && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
