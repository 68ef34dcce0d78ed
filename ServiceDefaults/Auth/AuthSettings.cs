using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace GovPlatform.ServiceDefaults;

/// <summary>Whose tokens are believed, and as whom this process calls others.</summary>
/// <param name="Service">This process's client id at the issuer.</param>
/// <param name="TokenType">The typ of good tokens: at+jwt (RFC 9068) unless an external issuer says JWT.</param>
/// <param name="ServiceSecret">The client secret of the platform's own services.</param>
public sealed record AuthSettings(
    string Service, string Region, string Issuer, string Audience, string TokenType, IReadOnlyList<string> JwksUrls, IReadOnlyList<string> TokenUrls, string ServiceSecret)
{
    private const string DevelopmentSecret = "development-only-service-secret-0123456789";

    /// <summary>The replicas of identity, which owns the platform clock.</summary>
    public IReadOnlyList<string> IdentityUrls { get; init; } = [];

    public static AuthSettings From(IConfiguration configuration, IHostEnvironment environment)
    {
        var secret = Text("Gov:ServiceSecret");
        if (secret is null && !environment.IsDevelopment())
            throw new InvalidOperationException("Gov:ServiceSecret must be configured outside Development: services get their tokens with it.");
        string[] identity = [.. configuration.GetSection("services:identity:http").GetChildren().Select(x => x.Value?.TrimEnd('/')).OfType<string>()];
        return new(
            environment.ApplicationName.Split('.')[^1].ToLowerInvariant(),
            Text("Gov:Region") ?? "410497",
            (Text("Auth:Issuer") ?? Text("Gov:PublicUrl") ?? "http://localhost:8080").TrimEnd('/'),
            Text("Auth:Audience") ?? "govplatform",
            Text("Auth:TokenType") ?? "at+jwt",
            Text("Auth:JwksUrl") is { } jwks ? [jwks] : [.. identity.Select(x => x + "/.well-known/jwks.json")],
            Text("Auth:TokenUrl") is { } token ? [token] : [.. identity.Select(x => x + "/token")],
            secret ?? DevelopmentSecret)
        { IdentityUrls = identity };

        string? Text(string key) => configuration[key] is { Length: > 0 } text ? text : null;
    }
}
