using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;

namespace GovPlatform.Identity;

/// <summary>What a client or verifier asks the issuer about itself: its metadata (RFC 8414) and its public keys.</summary>
internal static class Discovery
{
    public static void MapDiscovery(this IEndpointRouteBuilder app)
    {
        app.MapGet("/.well-known/openid-configuration", Describe).WithName("DescribeIssuer").AllowAnonymous();
        app.MapGet("/.well-known/jwks.json", KeysAsync).WithName("ListKeys").AllowAnonymous();
    }

    /// <summary>This process checks tokens against its own table instead of asking itself over HTTP.</summary>
    public static IssuerKeys OwnKeys(IServiceProvider services) => new(
        async ct => JsonSerializer.SerializeToUtf8Bytes(KeySet(await services.GetRequiredService<SigningKeys>().AllAsync(ct))),
        TimeProvider.System, services.GetService<ILogger<IssuerKeys>>() ?? NullLogger<IssuerKeys>.Instance);

    /// <summary>Metadata of the issuer.</summary>
    internal static Ok<Dictionary<string, object>> Describe(AuthSettings settings) => TypedResults.Ok(new Dictionary<string, object>
    {
        ["issuer"] = settings.Issuer,
        ["authorization_endpoint"] = $"{settings.Issuer}/authorize",
        ["token_endpoint"] = $"{settings.Issuer}/token",
        ["jwks_uri"] = $"{settings.Issuer}/.well-known/jwks.json",
        ["response_types_supported"] = List("code"),
        ["response_modes_supported"] = List("query"),
        ["grant_types_supported"] = List("authorization_code", "refresh_token", "client_credentials"),
        ["code_challenge_methods_supported"] = List("S256"),
        ["token_endpoint_auth_methods_supported"] = List("client_secret_basic", "client_secret_post", "none"),
        ["subject_types_supported"] = List("public"),
        ["id_token_signing_alg_values_supported"] = List("ES256"),
        ["scopes_supported"] = List("openid"),
        ["authorization_response_iss_parameter_supported"] = true,
    });

    /// <summary>The public keys of the issuer (RFC 7517).</summary>
    internal static async Task<Results<Ok<Dictionary<string, object>>, Problem>> KeysAsync(SigningKeys keys, HttpResponse response, CancellationToken ct)
    {
        if (await keys.AllAsync(ct) is not { Count: > 0 } all)
            return Problem.Unavailable(1);
        response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Ok(KeySet(all));
    }

    private static string[] List(params string[] names) => names;

    private static Dictionary<string, object> KeySet(IReadOnlyList<SigningKey> keys) =>
        new() { ["keys"] = keys.Select(key => key.Use(pair => Jwks.Describe(key.Kid, pair))).ToArray() };
}
