namespace GovPlatform.Intake;

/// <summary>What a material may be, told by its first bytes and not by its name.</summary>
internal static class MediaTypes
{
    public static IReadOnlyList<string> Accepted { get; } = ["application/pdf", "image/jpeg", "image/png"];

    public const int HeadLength = 8;

    /// <summary>As printed.</summary>
    public static string Name(string? mediaType) => mediaType == "application/pdf" ? "PDF" : "图片";

    /// <summary>True where the content begins as its declared type does.</summary>
    public static bool Matches(string mediaType, ReadOnlySpan<byte> head) => mediaType switch
    {
        "application/pdf" => head.StartsWith("%PDF-"u8),
        "image/jpeg" => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
        "image/png" => head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]),
        _ => false,
    };
}
