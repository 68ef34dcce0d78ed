using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GovPlatform.ServiceDefaults;

/// <summary>Authentication and authorization of every process; the middleware order is MapServiceDefaults' affair.</summary>
internal static class PlatformAuth
{
    public const string IssuerClient = "issuer";

    public static void AddPlatformAuth(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        var settings = AuthSettings.From(builder.Configuration, builder.Environment);
        services.AddSingleton(settings);
        // A refused token is the caller's affair, told to him; at Information each would be a line.
        builder.Logging.AddFilter(typeof(BearerHandler).FullName, LogLevel.Warning);
        services.AddHttpClient(IssuerClient, client => client.Timeout = TimeSpan.FromSeconds(5)).RemoveAllLoggers();
        services.TryAddSingleton(provider => new IssuerKeys(
            ct => IssuerReplicas.AskAnyAsync(
                settings.JwksUrls, (url, patience) => provider.GetRequiredService<IHttpClientFactory>().CreateClient(IssuerClient).GetByteArrayAsync(url, patience), ct),
            TimeProvider.System, provider.GetRequiredService<ILogger<IssuerKeys>>()));
        services.AddSingleton<KnownTokens>();
        services.AddSingleton<ServiceToken>();
        services.AddTransient<ServiceTokenHandler>();

        services.AddHttpContextAccessor();
        services.AddScoped(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext is { } http
            ? http.Features.Get<Caller>() ?? Caller.Anonymous(settings.Region)
            : Caller.OfService(settings.Service, settings.Region));

        services.AddAuthentication(BearerHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.SchemeName, null);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicy([new AccessRequirement()], []));
    }
}
