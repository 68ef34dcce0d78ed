using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GovPlatform.Tests.Unit;

/// <summary>The bucket is a small server of this test that speaks as much of S3 as the store asks for, over real HTTP.</summary>
public sealed class S3_store : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("govplatform-s3-").FullName;
    private readonly Bucket bucket = new();
    private S3Store store = null!;

    public async Task InitializeAsync()
    {
        await bucket.StartAsync();
        store = (S3Store)FileStore.Of(Settings, new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Gov:Files:S3:Endpoint", bucket.Address), new("Gov:Files:S3:Bucket", "county"), new("Gov:Files:S3:Region", "cn-county-1"),
            new("Gov:Files:S3:AccessKey", "gov"), new("Gov:Files:S3:SecretKey", "a secret of the test"),
        ]).Build());
    }

    public async Task DisposeAsync()
    {
        store.Dispose();
        await bucket.StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task content_goes_to_the_bucket_once_and_comes_back_to_be_read_at_any_place()
    {
        var content = RandomNumberGenerator.GetBytes(300_000);
        var file = await store.WriteAsync(new MemoryStream(content), 300_000, default);
        await store.WriteAsync(new MemoryStream(content), 300_000, default);
        Assert.Equal($"/county/intake/{file.Sha256[..2]}/{file.Sha256}", Assert.Single(bucket.Objects).Key);
        Assert.Single(bucket.Asked, asked => asked.StartsWith("PUT", StringComparison.Ordinal));
        await using (var read = (await store.OpenAsync(file.Sha256, default))!)
        {
            read.Position = 299_000;
            var end = new byte[1_000];
            await read.ReadExactlyAsync(end);
            Assert.Equal(content[299_000..], end);
        }
        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task what_is_not_there_opens_nothing_and_what_is_removed_is_gone()
    {
        var file = await store.WriteAsync(new MemoryStream([1, 2, 3]), 100, default);
        await store.DeleteAsync(file.Sha256, default);
        await store.DeleteAsync(file.Sha256, default);
        Assert.Null(await store.OpenAsync(file.Sha256, default));
        Assert.Empty(bucket.Objects);
    }

    [Fact]
    public async Task what_the_folder_held_before_is_still_read()
    {
        var file = await new FolderStore(Settings).WriteAsync(new MemoryStream([1, 2, 3]), 100, default);
        await using var read = (await store.OpenAsync(file.Sha256, default))!;
        Assert.Equal(3, read.Length);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(503)]
    public async Task a_server_that_refuses_is_an_outage_and_nothing_is_left(int status)
    {
        bucket.Refuses = status;
        var outage = await Assert.ThrowsAsync<HttpRequestException>(() => store.WriteAsync(new MemoryStream([1, 2, 3]), 100, default));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, outage.StatusCode);
        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task a_server_that_is_gone_is_an_outage()
    {
        await bucket.StopAsync();
        var outage = await Assert.ThrowsAsync<HttpRequestException>(() => store.OpenAsync(new string('a', 64), default));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, outage.StatusCode);
    }

    private GovSettings Settings => new("intake", "410497", "平澜县", "http://gov.test", folder, Seed: false);

    /// <summary>PUT, GET, HEAD and DELETE of objects by path; what is not signed for its region and body is refused.</summary>
    private sealed class Bucket
    {
        private readonly WebApplication app;

        public Bucket()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
            app = builder.Build();
            app.Run(AnswerAsync);
        }

        public Dictionary<string, byte[]> Objects { get; } = [];

        public List<string> Asked { get; } = [];

        public int? Refuses { get; set; }

        public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        public Task StartAsync() => app.StartAsync();

        public ValueTask StopAsync() => app.DisposeAsync();

        private async Task AnswerAsync(HttpContext http)
        {
            var (method, path) = (http.Request.Method, http.Request.Path.Value!);
            Asked.Add($"{method} {path}");
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            var signed = http.Request.Headers.Authorization.ToString() is var by
                && by.StartsWith("AWS4-HMAC-SHA256 Credential=gov/", StringComparison.Ordinal) && by.Contains("/cn-county-1/s3/aws4_request", StringComparison.Ordinal)
                && by.Contains("x-amz-content-sha256", StringComparison.Ordinal)
                && http.Request.Headers["x-amz-content-sha256"] == Convert.ToHexStringLower(SHA256.HashData(body.ToArray()));
            if (!signed || Refuses is not null)
            {
                var status = http.Response.StatusCode = Refuses ?? 403;
                // Without its error in the body, as to HEAD, 404 only says that the object is not there.
                if (method != "HEAD")
                    await http.Response.WriteAsync($"<Error><Code>{(status == 404 ? "NoSuchBucket" : "Refused")}</Code><Message>no</Message></Error>");
            }
            else if (method == "PUT")
                Objects[path] = body.ToArray();
            else if (method == "DELETE")
                Objects.Remove(path);
            else if (!Objects.TryGetValue(path, out var content))
                http.Response.StatusCode = 404;
            else if (method == "HEAD")
                http.Response.ContentLength = content.Length;
            else
                await http.Response.Body.WriteAsync(content);
        }
    }
}
