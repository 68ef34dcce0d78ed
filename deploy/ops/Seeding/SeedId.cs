using System.Buffers.Binary;

namespace GovPlatform.Ops;

/// <summary>Ids of loaded rows: UUIDv7 by their time, so that lists sort as they should, with the run and a number where others have chance.</summary>
internal static class SeedId
{
    public static Guid Of(DateTime at, int run, int n)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (at.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond << 16);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[6..], 0x7eed_a5ed);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[10..], (ushort)run);
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], n);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>What every id of a run is like, as text.</summary>
    public static string Pattern(int run) => $"%-7eed-a5ed-{run:x4}%";
}
