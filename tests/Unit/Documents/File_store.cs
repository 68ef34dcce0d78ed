using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace GovPlatform.Tests.Unit;

public sealed class File_store : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("govplatform-store-").FullName;
    private readonly FileStore store;

    public File_store() => store = new(new GovSettings("test", "410497", "平澜县", "http://gov.test", folder, Seed: false));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task content_is_kept_once_under_its_digest()
    {
        var content = RandomNumberGenerator.GetBytes(300_000);
        var stored = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.WriteAsync(new MemoryStream(content), 300_000, default)));
        var file = Assert.Single(stored.Distinct());
        Assert.Equal(new StoredFile(Convert.ToHexStringLower(SHA256.HashData(content)), 300_000), file);
        await using var read = store.Open(file.Sha256)!;
        var back = new MemoryStream();
        await read.CopyToAsync(back);
        Assert.Equal(content, back.ToArray());
        Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task too_much_is_refused_with_413_and_leaves_nothing()
    {
        var refused = await Assert.ThrowsAsync<BadHttpRequestException>(() => store.WriteAsync(new MemoryStream(new byte[101]), 100, default));
        Assert.Equal(413, refused.StatusCode);
        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("../../../../../../../../../../../../../../../../../../../etc/hosts")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    public void what_is_not_there_or_no_digest_opens_nothing(string sha256) => Assert.Null(store.Open(sha256));

    [Fact]
    public void what_goes_into_markup_is_encoded() =>
        Assert.Equal("<p>&lt;b&gt;张&amp;三 7 <i>x</i></p>", Markup.Of($"<p>{"<b>张&三"} {7} {new Markup("<i>x</i>")}{null}</p>").Text);
}
