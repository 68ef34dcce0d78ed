using System.IO.Compression;

namespace GovPlatform.Matters;

/// <summary>What a blank form or a sample may be, told by its content and never by its name; nothing that runs. The old .doc and .xls are not among it: whether they hold macros cannot be told without reading all of them.</summary>
internal static class FileTypes
{
    private const string Pdf = "application/pdf";
    private const string Png = "image/png";
    private const string Jpeg = "image/jpeg";
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The media type of the content, read from a stream that can seek; null where it is none of the list, or an office file with macros.</summary>
    public static async Task<string?> OfAsync(Stream content, CancellationToken ct)
    {
        content.Position = 0;
        var head = new byte[8];
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        content.Position = 0;
        return Start(head.AsSpan(0, length)) switch
        {
            Kind.Pdf => Pdf,
            Kind.Png => Png,
            Kind.Jpeg => Jpeg,
            Kind.Zip => OfficeOpen(content),
            _ => null,
        };
    }

    /// <summary>The name with the ending of its type: what is no macro file must not be called one.</summary>
    public static string Named(string? name, string mediaType)
    {
        var stem = new string([.. Path.GetFileNameWithoutExtension((name ?? "").Split('/', '\\')[^1]).Where(c => !char.IsControl(c) && c is not ('"' or '<' or '>' or ':' or '|' or '?' or '*'))]).Trim(' ', '.');
        return $"{(stem.Length == 0 ? "文件" : string.Concat(stem.EnumerateRunes().Take(100)))}{Ending(mediaType)}";
    }

    private enum Kind { None, Pdf, Png, Jpeg, Zip }

    private static Kind Start(ReadOnlySpan<byte> head) =>
        FileStart.IsPdf(head) ? Kind.Pdf
        : FileStart.IsPng(head) ? Kind.Png
        : FileStart.IsJpeg(head) ? Kind.Jpeg
        : FileStart.IsZip(head) ? Kind.Zip
        : Kind.None;

    /// <summary>By the names of its parts; nothing is unpacked.</summary>
    private static string? OfficeOpen(Stream content)
    {
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            var parts = zip.Entries.Select(entry => entry.FullName.ToLowerInvariant()).ToHashSet();
            return !parts.Contains("[content_types].xml") || parts.Any(Runs) ? null
                : parts.Contains("word/document.xml") ? Docx
                : parts.Contains("xl/workbook.xml") ? Xlsx
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static bool Runs(string part) => part.Contains("vba", StringComparison.Ordinal) || part.Contains("macro", StringComparison.Ordinal) || part.Contains("activex", StringComparison.Ordinal);

    private static string Ending(string mediaType) => mediaType switch
    {
        Pdf => ".pdf",
        Png => ".png",
        Jpeg => ".jpg",
        Docx => ".docx",
        _ => ".xlsx",
    };
}
