using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GovPlatform.ServiceDefaults;

/// <summary>One link of the audit chain.</summary>
/// <param name="SealedAt">When it was chained; UTC, whole microseconds, as PostgreSQL keeps them.</param>
/// <param name="At">When it happened; UTC, whole microseconds.</param>
/// <param name="Detail">JSON text, kept to the byte.</param>
internal sealed record AuditEntry(
    string Region, long Seq, DateTime SealedAt, DateTime At, string Actor, string ActorKind, string Action,
    string ObjectType, string ObjectId, string? Detail, string? TraceId)
{
    public static byte[] Genesis { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>
    /// SHA-256 over the hash before and every field in the order of the record. A field is its length (4 bytes, big-endian) and its
    /// bytes: text in UTF-8, numbers and times (microseconds since 1970) as 8 bytes, big-endian. A missing text has the length 0xFFFFFFFF.
    /// </summary>
    public byte[] Hash(ReadOnlySpan<byte> previous)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(sha, previous);
        Append(sha, Region);
        Append(sha, Seq);
        Append(sha, Microseconds(SealedAt));
        Append(sha, Microseconds(At));
        foreach (var text in (ReadOnlySpan<string?>)[Actor, ActorKind, Action, ObjectType, ObjectId, Detail, TraceId])
            Append(sha, text);
        return sha.GetHashAndReset();
    }

    private static long Microseconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static void Append(IncrementalHash sha, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        Append(sha, bytes);
    }

    private static void Append(IncrementalHash sha, string? text)
    {
        if (text is null)
        {
            AppendLength(sha, uint.MaxValue);
            return;
        }
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Append(sha, buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static void Append(IncrementalHash sha, ReadOnlySpan<byte> bytes)
    {
        AppendLength(sha, (uint)bytes.Length);
        sha.AppendData(bytes);
    }

    private static void AppendLength(IncrementalHash sha, uint length)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, length);
        sha.AppendData(bytes);
    }
}
