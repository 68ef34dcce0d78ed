using System.IO.Compression;
using System.Text;
using GovPlatform.Intake;

namespace GovPlatform.Tests.Unit.Intake;

public sealed class Telling_files_apart
{
    private static readonly byte[] PngHead = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A];

    // SOI, a JFIF segment, a frame of 1 × 1, the scan; a real file goes on behind.
    private static readonly byte[] JpegHead = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2];
    private static readonly byte[] Frame = [0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0];
    private static readonly byte[] Start = [0xFF, 0xDA, 0, 2, 1, 2, 3];

    [Fact]
    public async Task true_files_are_what_they_say()
    {
        Assert.True(await IsAsync(MediaTypes.Pdf, Ops.DemoFiles.Pdf("x")));
        Assert.True(await IsAsync(MediaTypes.Png, Ops.DemoFiles.Png(1)));
        Assert.True(await IsAsync(MediaTypes.Jpeg, [.. JpegHead, .. Frame, .. Start]));
        Assert.True(await IsAsync(MediaTypes.Jpeg, [.. JpegHead, 0xFF, .. Frame, .. Start]));
        Assert.True(await IsAsync(MediaTypes.Ofd, Zip("OFD.xml", "Doc_0/Document.xml")));
        Assert.True(await IsAsync(MediaTypes.Ofd, [.. Zip("Doc_0/Document.xml", "OFD.xml")]));
    }

    [Fact]
    public async Task a_head_alone_is_not_a_file()
    {
        Assert.False(await IsAsync(MediaTypes.Pdf, "%PDF-1.7\n<html><script>"u8.ToArray()));
        Assert.False(await IsAsync(MediaTypes.Pdf, [.. "%PDF-1.7\n%%EOF\n"u8, .. new byte[2000]]));
        Assert.False(await IsAsync(MediaTypes.Png, PngHead));
        Assert.False(await IsAsync(MediaTypes.Png, [.. PngHead, .. "<html><script>alert(document.domain)</script>"u8]));
        Assert.False(await IsAsync(MediaTypes.Png, [.. PngHead, 0, 0, 0, 13, .. "IHDR"u8, .. new byte[17]]));
        Assert.False(await IsAsync(MediaTypes.Jpeg, [0xFF, 0xD8, 0xFF, .. "<script>"u8]));
        Assert.False(await IsAsync(MediaTypes.Jpeg, [.. JpegHead, .. Start]));
        Assert.False(await IsAsync(MediaTypes.Jpeg, [.. JpegHead, .. Frame]));
        Assert.False(await IsAsync(MediaTypes.Ofd, Zip("word/document.xml", "x/OFD.xml", "OFD.xml.exe")));
        Assert.False(await IsAsync(MediaTypes.Ofd, "PK\x03\x04 OFD.xml"u8.ToArray()));
    }

    [Fact]
    public async Task one_type_is_not_another()
    {
        var files = new Dictionary<string, byte[]> { [MediaTypes.Pdf] = Ops.DemoFiles.Pdf("x"), [MediaTypes.Png] = Ops.DemoFiles.Png(1), [MediaTypes.Jpeg] = [.. JpegHead, .. Frame, .. Start], [MediaTypes.Ofd] = Zip("OFD.xml") };
        foreach (var type in MediaTypes.Accepted)
            foreach (var (other, content) in files)
                Assert.Equal(type == other, await IsAsync(type, content));
        Assert.False(await IsAsync("text/html", files[MediaTypes.Pdf]));
    }

    /// <summary>Four gigabytes of directory are announced, or a directory behind the end.</summary>
    [Theory, InlineData(0xFFFFFFFF, 0u), InlineData(2u << 20, 0u), InlineData(100u, 0xFFFFFFF0)]
    public async Task a_hostile_directory_is_not_read(uint length, uint start)
    {
        var zip = Zip("OFD.xml");
        var end = zip.AsSpan().LastIndexOf("PK\x05\x06"u8);
        BitConverter.GetBytes(length).CopyTo(zip, end + 12);
        BitConverter.GetBytes(start).CopyTo(zip, end + 16);
        Assert.False(await IsAsync(MediaTypes.Ofd, zip));
    }

    [Fact]
    public async Task a_directory_that_lies_about_its_names_ends_the_search()
    {
        var zip = Zip("a", "OFD.xml");
        var entry = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        BitConverter.GetBytes(ushort.MaxValue).CopyTo(zip, entry + 28);
        Assert.False(await IsAsync(MediaTypes.Ofd, zip));
    }

    private static Task<bool> IsAsync(string type, byte[] content) => MediaTypes.MatchesAsync(type, new MemoryStream(content), default);

    private static byte[] Zip(params string[] names)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in names)
                using (var entry = zip.CreateEntry(name).Open())
                    entry.Write(Encoding.UTF8.GetBytes(name));
        return content.ToArray();
    }
}
