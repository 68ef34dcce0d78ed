using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace GovPlatform.Tests.Unit;

public sealed class File_store : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("govplatform-store-").FullName;
    private readonly FolderStore store;

    public File_store() => store = Of("test");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task content_is_kept_once_under_its_digest()
    {
        var content = RandomNumberGenerator.GetBytes(300_000);
        var stored = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.WriteAsync(new MemoryStream(content), 300_000, default)));
        var file = Assert.Single(stored.Distinct());
        Assert.Equal(new StoredFile(Convert.ToHexStringLower(SHA256.HashData(content)), 300_000), file);
        Assert.Equal(content, await ReadAsync(store, file.Sha256));
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
    public async Task what_is_not_there_or_no_digest_opens_nothing(string sha256) => Assert.Null(await store.OpenAsync(sha256, default));

    [Fact]
    public async Task what_was_only_looked_at_is_gone()
    {
        using (await store.DraftAsync(new MemoryStream(new byte[100]), 100, default))
            Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task each_service_has_its_own_and_removes_only_that()
    {
        var content = RandomNumberGenerator.GetBytes(100);
        var file = await store.WriteAsync(new MemoryStream(content), 100, default);
        await Of("other").DeleteAsync(file.Sha256, default);
        Assert.Null(await Of("other").OpenAsync(file.Sha256, default));
        Assert.Equal(content, await ReadAsync(store, file.Sha256));
        await store.DeleteAsync(file.Sha256, default);
        Assert.Null(await store.OpenAsync(file.Sha256, default));
    }

    [Fact]
    public async Task what_all_services_kept_together_before_is_still_read()
    {
        var content = RandomNumberGenerator.GetBytes(100);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        Directory.CreateDirectory(Path.Combine(folder, sha256[..2]));
        await File.WriteAllBytesAsync(Path.Combine(folder, sha256[..2], sha256), content);
        Assert.Equal(content, await ReadAsync(store, sha256));
        await store.DeleteAsync(sha256, default);
        Assert.Equal(content, await ReadAsync(store, sha256));
    }

    [Fact]
    public void what_goes_into_markup_is_encoded() =>
        Assert.Equal("<p>&lt;b&gt;张&amp;三 7 <i>x</i></p>", Markup.Of($"<p>{"<b>张&三"} {7} {new Markup("<i>x</i>")}{null}</p>").Text);

    private FolderStore Of(string service) => new(new GovSettings(service, "410497", "平澜县", "http://gov.test", folder, Seed: false));

    private static async Task<byte[]> ReadAsync(FileStore store, string sha256)
    {
        await using var read = (await store.OpenAsync(sha256, default))!;
        var back = new MemoryStream();
        await read.CopyToAsync(back);
        return back.ToArray();
    }
}
