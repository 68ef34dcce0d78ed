using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GovPlatform.ServiceDefaults;

/// <summary>Access tokens as the platform issues and reads them: JWTs (RFC 9068) signed with ES256, and nothing else.</summary>
public static class AccessToken
{
    public const int MaxLength = 8192;

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };
    private static readonly JsonSerializerOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Refused = ["crit", "b64", "zip", "jwk", "jku", "x5u", "x5c", "enc"];

    public static string Write(Caller caller, AuthSettings settings, string kid, ECDsa key, DateTimeOffset now, TimeSpan life)
    {
        var header = new Dictionary<string, object> { ["alg"] = "ES256", ["typ"] = settings.TokenType, ["kid"] = kid };
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = settings.Issuer, ["aud"] = settings.Audience, ["sub"] = caller.Id, ["jti"] = Guid.NewGuid(),
            ["iat"] = now.ToUnixTimeSeconds(), ["nbf"] = now.ToUnixTimeSeconds(), ["exp"] = (now + life).ToUnixTimeSeconds(),
            ["kind"] = caller.Kind, ["name"] = caller.Name, ["aal"] = caller.Assurance, ["roles"] = caller.Roles, ["region"] = caller.Region,
        };
        if (caller.Department is not null)
            claims["dept"] = caller.Department;
        return Sign(header, claims, key);
    }

    /// <summary>An ID token of OpenID Connect for the client itself: it opens nothing here.</summary>
    public static string WriteId(Caller caller, AuthSettings settings, string client, string? nonce, string kid, ECDsa key, DateTimeOffset now, TimeSpan life)
    {
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = settings.Issuer, ["aud"] = client, ["sub"] = caller.Id, ["name"] = caller.Name,
            ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = (now + life).ToUnixTimeSeconds(),
        };
        if (nonce is not null)
            claims["nonce"] = nonce;
        return Sign(new Dictionary<string, object> { ["alg"] = "ES256", ["typ"] = "JWT", ["kid"] = kid }, claims, key);
    }

    /// <summary>Signs any header and claims: the forger's door in tests, the issuer's own otherwise.</summary>
    internal static string Sign(object header, object claims, ECDsa key)
    {
        var text = $"{Encode(header)}.{Encode(claims)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>The caller a token speaks for and until when, or why it is refused; the reason names no secret and may be told.</summary>
    /// <exception cref="IssuerUnavailableException">The key is unknown here and the issuer cannot be asked.</exception>
    internal static async ValueTask<(Caller? Caller, string? Refusal, DateTimeOffset Expires)> ReadAsync(string token, AuthSettings settings, IssuerKeys keys, DateTimeOffset now, CancellationToken ct)
    {
        if (token.Length > MaxLength)
            return (null, "too long", now);
        if (token.Split('.') is not [var head, var body, var seal] || Decode(head) is not { } header || Decode(body) is not { } payload || Decode(seal) is not { Length: 64 } signature)
            return (null, "not a signed token", now);
        try
        {
            using var top = JsonDocument.Parse(header, Strict);
            if (HeaderRefusal(top.RootElement, settings) is { } no)
                return (null, no, now);
            if (await keys.FindAsync(Text(top.RootElement, "kid")!, ct) is not { } key)
                return (null, "unknown key", now);
            if (!key.Verifies(Encoding.ASCII.GetBytes(token, 0, head.Length + 1 + body.Length), signature))
                return (null, "wrong signature", now);
            using var claims = JsonDocument.Parse(payload, Strict);
            return ClaimsRefusal(claims.RootElement, settings, now) is { } wrong ? (null, wrong, now) : (ToCaller(claims.RootElement), null, Moment(claims.RootElement, "exp")!.Value + Skew);
        }
        // A lone surrogate parses and fails only when it is read.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, "not well-formed", now);
        }
    }

    private static string? HeaderRefusal(JsonElement header, AuthSettings settings) =>
        header.ValueKind != JsonValueKind.Object ? "not well-formed"
        : Text(header, "alg") != "ES256" ? "algorithm not allowed"
        : !string.Equals(Text(header, "typ"), settings.TokenType, StringComparison.OrdinalIgnoreCase) ? "wrong type"
        : Text(header, "kid") is not { Length: > 0 and <= 100 } ? "no key id"
        : Refused.Any(x => header.TryGetProperty(x, out _)) ? "header not allowed"
        : null;

    private static string? ClaimsRefusal(JsonElement claims, AuthSettings settings, DateTimeOffset now) =>
        claims.ValueKind != JsonValueKind.Object ? "not well-formed"
        : Text(claims, "iss") != settings.Issuer ? "wrong issuer"
        : !HasAudience(claims, settings.Audience) ? "wrong audience"
        : Moment(claims, "exp") is not { } exp || exp <= now - Skew ? "expired"
        : Moment(claims, "iat") is not { } iat || iat > now + Skew ? "not issued yet"
        : claims.TryGetProperty("nbf", out _) && (Moment(claims, "nbf") is not { } nbf || nbf > now + Skew) ? "not valid yet"
        : !Guid.TryParse(Text(claims, "sub"), out _) ? "no subject"
        : !Kind.All.Contains(Text(claims, "kind")) ? "unknown kind"
        : Text(claims, "region") != settings.Region ? "another region"
        : null;

    private static Caller ToCaller(JsonElement claims) => new(
        Guid.Parse(Text(claims, "sub")!),
        Text(claims, "kind")!,
        Text(claims, "name") ?? "",
        claims.TryGetProperty("aal", out var aal) && aal.ValueKind == JsonValueKind.Number && aal.TryGetInt32(out var level) ? Math.Clamp(level, 0, 3) : 0,
        Text(claims, "dept"),
        claims.TryGetProperty("roles", out var roles) && roles.ValueKind == JsonValueKind.Array ? [.. roles.EnumerateArray().Where(x => x.ValueKind == JsonValueKind.String).Select(x => x.GetString()!)] : [],
        Text(claims, "region")!);

    private static bool HasAudience(JsonElement claims, string audience) =>
        claims.TryGetProperty("aud", out var aud) && (aud.ValueKind == JsonValueKind.Array
            ? aud.EnumerateArray().Any(x => x.ValueKind == JsonValueKind.String && x.GetString() == audience)
            : aud.ValueKind == JsonValueKind.String && aud.GetString() == audience);

    private static DateTimeOffset? Moment(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds)
            && seconds is > 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Encode(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value, Compact));

    // Only the one canonical text of the bytes: no padding, no white space, no stray last bits.
    private static byte[]? Decode(string text) =>
        text.Length > 0 && Base64Url.IsValid(text) && Base64Url.DecodeFromChars(text) is var bytes && Base64Url.EncodeToString(bytes) == text ? bytes : null;
}
