using System.Buffers.Binary;

namespace GovPlatform.Intake;

/// <summary>What a material may be, told by its content and never by its name.</summary>
internal static class MediaTypes
{
    public const string Pdf = "application/pdf";
    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";

    /// <summary>版式文档 (GB/T 33190): a ZIP with OFD.xml at its root.</summary>
    public const string Ofd = "application/ofd";

    /// <summary>No file: an e-licence of the store stands for it.</summary>
    public const string Licence = "licence";

    /// <summary>Enough to refuse at once what is none of them.</summary>
    public const int HeadLength = 8;

    private const int TailLength = 1024;

    public static IReadOnlyList<string> Accepted { get; } = [Pdf, Jpeg, Png, Ofd];

    /// <summary>As printed.</summary>
    public static string Name(string? mediaType) => mediaType switch
    {
        Pdf => "PDF",
        Ofd => "OFD",
        Licence => "电子证照",
        _ => "图片",
    };

    public static string Ending(string mediaType) => mediaType switch
    {
        Pdf => ".pdf",
        Ofd => ".ofd",
        Png => ".png",
        _ => ".jpg",
    };

    /// <summary>True where the content begins as its declared type does.</summary>
    public static bool Begins(string mediaType, ReadOnlySpan<byte> head) => mediaType switch
    {
        Pdf => FileStart.IsPdf(head),
        Jpeg => FileStart.IsJpeg(head),
        Png => FileStart.IsPng(head),
        Ofd => FileStart.IsZip(head),
        _ => false,
    };

    /// <summary>True where the whole content has the build of its declared type: a PDF ends, a picture has a size, an OFD its root. Reads a few kilobytes, wherever they are.</summary>
    /// <param name="content">Can be read at any place; where it stands afterwards is not said.</param>
    public static async Task<bool> MatchesAsync(string mediaType, Stream content, CancellationToken ct)
    {
        var head = await ReadAsync(content, 0, 33, ct);
        return Begins(mediaType, head) && mediaType switch
        {
            Pdf => (await ReadAsync(content, content.Length - TailLength, TailLength, ct)).AsSpan().IndexOf("%%EOF"u8) >= 0,
            Png => HasHeaderChunk(head),
            Jpeg => await HasFrameAsync(content, ct),
            _ => await Zip.HasEntryAsync(content, "OFD.xml", ct),
        };
    }

    /// <summary>IHDR comes first, of 13 bytes, and the picture is at least one pixel (PNG 3rd edition, 11.2.1).</summary>
    private static bool HasHeaderChunk(ReadOnlySpan<byte> head) =>
        head.Length == 33 && BinaryPrimitives.ReadInt32BigEndian(head[8..]) == 13 && head[12..].StartsWith("IHDR"u8)
        && BinaryPrimitives.ReadInt32BigEndian(head[16..]) > 0 && BinaryPrimitives.ReadInt32BigEndian(head[20..]) > 0;

    /// <summary>Walks the segments (ITU-T T.81, annex B) to the first scan; a frame with a size has come before it. Phones put much behind the end of a picture, so its end is not asked for.</summary>
    private static async Task<bool> HasFrameAsync(Stream content, CancellationToken ct)
    {
        const int MostSegments = 1000;
        var (position, framed) = (2L, false);
        for (var n = 0; n < MostSegments; n++)
        {
            var segment = await ReadAsync(content, position, 9, ct);
            if (segment.Length < 4 || segment[0] != 0xFF)
                return false;
            if (segment[1] == 0xFF)
            {
                position++;
                continue;
            }
            if (segment[1] == 0xDA)
                return framed;
            var length = BinaryPrimitives.ReadUInt16BigEndian(segment.AsSpan(2));
            if (segment[1] is < 0xC0 or (>= 0xD0 and <= 0xD9) || length < 2)
                return false;
            framed |= segment[1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) && segment.Length == 9 && BinaryPrimitives.ReadUInt16BigEndian(segment.AsSpan(7)) > 0;
            position += 2 + length;
        }
        return false;
    }

    /// <summary>What there is at that place, up to so many bytes.</summary>
    internal static async Task<byte[]> ReadAsync(Stream content, long position, int count, CancellationToken ct)
    {
        var bytes = new byte[count];
        content.Position = Math.Max(0, position);
        return bytes[..await content.ReadAtLeastAsync(bytes, count, throwOnEndOfStream: false, ct)];
    }
}
