using System.Security.Cryptography;

namespace GovPlatform.ServiceDefaults;

/// <summary>A county's public key: P-256, as PEM; its id is the region and the start of the key's SHA-256.</summary>
public static class PublicKey
{
    private const string P256 = "1.2.840.10045.3.1.7";

    public static string Pem(ECDsa key) => PemEncoding.WriteString("PUBLIC KEY", key.ExportSubjectPublicKeyInfo());

    public static string Id(string region, ECDsa key) => $"{region}.{Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 8))}";

    /// <summary>Null where the text is no P-256 public key.</summary>
    public static ECDsa? Read(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(false).Curve.Oid.Value == P256 && pem.Contains("BEGIN PUBLIC KEY", StringComparison.Ordinal)) return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // Not a key.
        }
        key.Dispose();
        return null;
    }
}
