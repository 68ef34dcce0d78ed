using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace GovPlatform.Ops;

/// <summary>Small true files to hand in: a page of PDF and a picture.</summary>
internal static class DemoFiles
{
    /// <param name="text">ASCII, printed on the page.</param>
    public static byte[] Pdf(string text)
    {
        var content = $"BT /F1 14 Tf 72 760 Td ({text.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal)}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var (number, body) in objects.Index())
        {
            offsets.Add(file.Length);
            file.Append($"{number + 1} 0 obj\n{body}\nendobj\n");
        }
        var table = file.Length;
        file.Append($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n").AppendJoin("", offsets.Select(offset => $"{offset:D10} 00000 n \n"))
            .Append($"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }

    /// <param name="shade">Tells one picture from another.</param>
    public static byte[] Png(int shade)
    {
        const int Size = 64;
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Size);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Size);
        header[8] = 8; // Bits a sample, one sample (grey).
        var pixels = Enumerable.Range(0, Size).SelectMany(y => Enumerable.Range(0, Size).Select(x => (byte)(x * y + shade)).Prepend((byte)0)).ToArray();
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(pixels);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[named.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        named.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(named.Length + 4), Crc(named));
        return chunk;
    }

    /// <summary>CRC-32 as PNG has it (ISO 3309).</summary>
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
