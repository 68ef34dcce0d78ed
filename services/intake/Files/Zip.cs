using System.Buffers.Binary;
using System.Text;

namespace GovPlatform.Intake;

/// <summary>Looks into the directory of a ZIP without unpacking anything: what a hostile one announces costs no memory.</summary>
internal static class Zip
{
    private const int EndLength = 22;
    private const int LongestComment = 0xFFFF;
    private const int EntryLength = 46;

    // A document has some hundred parts; a directory of this size has ten thousand.
    private const int LargestDirectory = 1024 * 1024;

    /// <summary>True where the archive lists a file of exactly that name.</summary>
    public static async Task<bool> HasEntryAsync(Stream content, string name, CancellationToken ct)
    {
        var tail = await MediaTypes.ReadAsync(content, content.Length - EndLength - LongestComment, EndLength + LongestComment, ct);
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || tail.Length - end < EndLength)
            return false;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 12));
        var start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        return length <= LargestDirectory && (long)start + length <= content.Length
            && Lists(await MediaTypes.ReadAsync(content, start, (int)length, ct), Encoding.ASCII.GetBytes(name));
    }

    private static bool Lists(ReadOnlySpan<byte> directory, ReadOnlySpan<byte> name)
    {
        while (directory.Length >= EntryLength && directory.StartsWith("PK\x01\x02"u8))
        {
            var (named, extra, comment) = (Short(directory, 28), Short(directory, 30), Short(directory, 32));
            if (EntryLength + named + extra + comment > directory.Length)
                return false;
            if (directory.Slice(EntryLength, named).SequenceEqual(name))
                return true;
            directory = directory[(EntryLength + named + extra + comment)..];
        }
        return false;
    }

    private static int Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
