using System.Security.Cryptography;
using System.Text;

namespace GovPlatform.ServiceDefaults;

/// <summary>Ids that are the same wherever they are made from the same name (UUIDv5 of RFC 9562, in a namespace of the platform's own).</summary>
public static class StableId
{
    private static readonly byte[] Namespace = new Guid("0f2f8c1e-6f0b-5c52-9a49-7d1a53b0c2aa").ToByteArray(bigEndian: true);

    public static Guid Of(string name)
    {
#pragma warning disable CA5350 // SHA-1 is what UUIDv5 says; nothing is secured by it.
        var hash = SHA1.HashData([.. Namespace, .. Encoding.UTF8.GetBytes(name)]).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
