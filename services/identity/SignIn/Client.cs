using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace GovPlatform.Identity;

/// <summary>An application that may ask for tokens.</summary>
[method: ExplicitConstructor] // Dapper takes arrays in a constructor only so
internal sealed record Client(string Id, string Kind, string Name, byte[]? SecretHash, string[] RedirectUris, string[] Roles)
{
    public const string Public = "public";
    public const string ById = "select id, kind, name, secret_hash, redirect_uris, roles from client where id = @id";

    public bool IsPublic => Kind == Public;

    public bool HasSecret(string secret) => SecretHash is not null && CryptographicOperations.FixedTimeEquals(SecretHash, Hash(secret));

    /// <summary>Only the exact text that was registered: no patterns, no prefixes (RFC 9700 §2.1).</summary>
    public bool MayReturnTo(string? redirectUri) => redirectUri is not null && RedirectUris.Contains(redirectUri, StringComparer.Ordinal);

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
