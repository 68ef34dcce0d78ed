using System.Text;
using Microsoft.Extensions.Primitives;

namespace GovPlatform.Identity;

/// <summary>What a client sends to /token, with its credentials from the header or the body.</summary>
internal sealed record TokenRequest(IReadOnlyDictionary<string, string> Fields, string? ClientId, string? Secret, bool ByHeader)
{
    public string? this[string name] => Fields.GetValueOrDefault(name);

    /// <summary>The request, or why it cannot be read.</summary>
    public static async Task<(TokenRequest? Request, string? Refusal)> ReadAsync(HttpRequest http, CancellationToken ct)
    {
        if (http.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
            return (null, "the body must be application/x-www-form-urlencoded");
        var form = await http.ReadFormAsync(ct);
        if (form.Any(x => x.Value.Count != 1))
            return (null, "a parameter is given twice");
        var fields = form.ToDictionary(x => x.Key, x => x.Value.ToString());
        if (StringValues.IsNullOrEmpty(http.Headers.Authorization))
            return (new(fields, fields.GetValueOrDefault("client_id"), fields.GetValueOrDefault("client_secret"), false), null);
        if (fields.ContainsKey("client_secret"))
            return (null, "credentials are given twice");
        return Basic(http.Headers.Authorization.ToString()) is var (id, secret)
            ? (new(fields, id, secret, true), null)
            : (new(fields, null, null, true), null);
    }

    // Both halves are form-urlencoded before they are joined (RFC 6749 §2.3.1).
    private static (string Id, string Secret)? Basic(string header)
    {
        Span<byte> bytes = stackalloc byte[512];
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) || header.Length > 600 || !Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length))
            return null;
        return Encoding.UTF8.GetString(bytes[..length]).Split(':', 2) is [var id, var secret]
            ? (Uri.UnescapeDataString(id.Replace('+', ' ')), Uri.UnescapeDataString(secret.Replace('+', ' ')))
            : null;
    }
}
