using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>Looks at PDFs with poppler, and makes pictures to put on them.</summary>
internal static class Pdf
{
    public static Task<string> TextAsync(byte[] pdf, params string[] options) => ReadAsync("pdftotext", pdf, [.. options], toStandardOutput: true);

    public static async Task<int> PicturesAsync(byte[] pdf) => (await ReadAsync("pdfimages", pdf, ["-list"])).Split('\n').Count(line => line.Contains(" image ", StringComparison.Ordinal));

    public static async Task<int> PagesAsync(byte[] pdf) =>
        int.Parse((await ReadAsync("pdfinfo", pdf, [])).Split('\n').Single(line => line.StartsWith("Pages:", StringComparison.Ordinal))[6..], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Lines of pdffonts, without its head.</summary>
    public static async Task<IReadOnlyList<string>> FontsAsync(byte[] pdf) => [.. (await ReadAsync("pdffonts", pdf, [])).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2)];

    /// <summary>A square, wholly red picture.</summary>
    public static byte[] Png(int side)
    {
        using var pixels = new MemoryStream();
        using (var zip = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
            for (var row = 0; row < side; row++)
                zip.Write([0, .. Enumerable.Range(0, side).SelectMany(_ => new byte[] { 200, 20, 20 })]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, side);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), side);
        (head[8], head[9]) = (8, 2);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR"u8, head), .. Chunk("IDAT"u8, pixels.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        var crc = uint.MaxValue;
        foreach (var b in chunk.AsSpan(4, data.Length + 4))
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320;
        }
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), ~crc);
        return chunk;
    }

    private static async Task<string> ReadAsync(string program, byte[] pdf, string[] options, bool toStandardOutput = false)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, pdf);
        using var reader = Process.Start(new ProcessStartInfo(program, [.. options, file, .. toStandardOutput ? ["-"] : Array.Empty<string>()]) { RedirectStandardOutput = true })!;
        var text = await reader.StandardOutput.ReadToEndAsync();
        await reader.WaitForExitAsync();
        File.Delete(file);
        return text;
    }
}
