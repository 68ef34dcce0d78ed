using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace GovPlatform.ServiceDefaults;

/// <summary>Whose tokens are believed, and as whom this process calls others.</summary>
public sealed record AuthSettings(string Service, string Region, string Issuer, string Audience, string TokenType, IReadOnlyList<string> JwksUrls, IReadOnlyList<string> TokenUrls, string ServiceSecret)
{
    private const string DevelopmentSecret = "development-only-service-secret-0123456789";

    public static AuthSettings From(IConfiguration configuration, IHostEnvironment environment)
    {
        var identity = configuration.GetSection("services:identity:http").GetChildren().Select(x => x.Value?.TrimEnd('/')).OfType<string>().ToList();
        var secret = configuration["Gov:ServiceSecret"];
        if (string.IsNullOrEmpty(secret) && environment.IsProduction())
            throw new InvalidOperationException("Gov:ServiceSecret must be configured in Production: services get their tokens with it.");
        return new(
            environment.ApplicationName.Split('.')[^1].ToLowerInvariant(),
            configuration["Gov:Region"] ?? "410497",
            (configuration["Auth:Issuer"] ?? configuration["Gov:PublicUrl"] ?? "http://localhost:8080").TrimEnd('/'),
            configuration["Auth:Audience"] ?? "govplatform",
            configuration["Auth:TokenType"] ?? "at+jwt",
            configuration["Auth:JwksUrl"] is { Length: > 0 } jwks ? [jwks] : [.. identity.Select(x => x + "/.well-known/jwks.json")],
            configuration["Auth:TokenUrl"] is { Length: > 0 } token ? [token] : [.. identity.Select(x => x + "/token")],
            string.IsNullOrEmpty(secret) ? DevelopmentSecret : secret);
    }
}
