using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GovPlatform.Gateway;

/// <summary>The largest request anyone may send (Gateway:MaxRequestBytes); each service draws its own, narrower limits.</summary>
internal static class RequestSize
{
    private const long Default = 55 * 1024 * 1024;

    public static void AddRequestSize(this WebApplicationBuilder builder)
    {
        var most = Most(builder.Configuration);
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = most);
    }

    // Said before the body is read where the length is announced; Kestrel counts where it is not.
    public static void UseRequestSize(this WebApplication app)
    {
        var most = Most(app.Configuration);
        app.Use((http, next) => http.Request.ContentLength > most ? TooLarge().ExecuteAsync(http) : next(http));
    }

    public static Problem TooLarge() => new(413, "too-large", "请求内容过大", "The request body is too large");

    private static long Most(IConfiguration configuration) => configuration.GetValue("Gateway:MaxRequestBytes", Default);
}
