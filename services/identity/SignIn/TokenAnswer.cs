using System.Text.Json.Serialization;

namespace GovPlatform.Identity;

/// <summary>A token answer (RFC 6749 §5.1).</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("refresh_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RefreshToken,
    [property: JsonPropertyName("id_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? IdToken);

/// <summary>A refusal in OAuth's own form (RFC 6749 §5.2), which its clients read; problem details would be foreign to them.</summary>
internal sealed class TokenRefusal(string error, string why, bool byHeader = false) : IResult
{
    public static TokenRefusal BadClient(bool byHeader) => new("invalid_client", "unknown client or wrong secret", byHeader);

    public static TokenRefusal BadGrant() => new("invalid_grant", "the code or refresh token is not valid, was used, or belongs to another client");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = error == "invalid_client" ? 401 : 400;
        if (error == "invalid_client" && byHeader)
            response.Headers.WWWAuthenticate = "Basic realm=\"govplatform\"";
        response.Headers.CacheControl = "no-store";
        return response.WriteAsJsonAsync(new Dictionary<string, string> { ["error"] = error, ["error_description"] = why }, httpContext.RequestAborted);
    }
}
