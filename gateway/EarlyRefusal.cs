using Microsoft.AspNetCore.Authentication;
using Yarp.ReverseProxy.Model;

namespace GovPlatform.Gateway;

/// <summary>A bad token goes no farther than here; no token passes, for the service knows whether it needs one.</summary>
internal static class EarlyRefusal
{
    public static void UseEarlyRefusal(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (http.Request.Headers.Authorization.Count == 0 || HasItsOwnCredentials(http) || (await http.AuthenticateAsync()).Succeeded)
            await next(http);
        else
            await http.ChallengeAsync();
    });

    // At /token the header carries a client's secret.
    private static bool HasItsOwnCredentials(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Config.Metadata?.GetValueOrDefault("Credentials") == "own";
}
