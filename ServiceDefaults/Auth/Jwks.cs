using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace GovPlatform.ServiceDefaults;

/// <summary>JSON Web Key Sets (RFC 7517) of P-256 signing keys; keys of other kinds are skipped.</summary>
public static class Jwks
{
    public static IReadOnlyList<IssuerKey> Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        if (!document.RootElement.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array)
            throw new JsonException("The key set has no keys.");
        return [.. keys.EnumerateArray().Select(ReadKey).OfType<IssuerKey>().DistinctBy(x => x.Kid)];
    }

    /// <summary>The members of one public key, ready to be serialised.</summary>
    public static IReadOnlyDictionary<string, string> Describe(string kid, ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new Dictionary<string, string>
        {
            ["kty"] = "EC", ["crv"] = "P-256", ["use"] = "sig", ["alg"] = "ES256", ["kid"] = kid,
            ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y),
        };
    }

    private static IssuerKey? ReadKey(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object || Text(key, "kty") != "EC" || Text(key, "crv") != "P-256"
            || Text(key, "use") is not (null or "sig") || Text(key, "alg") is not (null or "ES256")
            || Text(key, "kid") is not { Length: > 0 and <= 100 } kid || Coordinate(key, "x") is not { } x || Coordinate(key, "y") is not { } y)
            return null;
        var point = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } };
        try
        {
            using var _ = ECDsa.Create(point);
            return new IssuerKey(kid, point);
        }
        catch (CryptographicException)
        {
            return null; // not a point of the curve
        }
    }

    private static byte[]? Coordinate(JsonElement key, string name) =>
        Text(key, name) is { Length: 43 } text && Base64Url.IsValid(text) && Base64Url.DecodeFromChars(text) is { Length: 32 } bytes ? bytes : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
