using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Configuration;

namespace GovPlatform.ServiceDefaults;

/// <summary>The store in a bucket of an S3-compatible server (Gov:Files:S3). What is not whole yet still lies in Gov:DataFolder, and what a folder held before is still read there.</summary>
public sealed class S3Store : FileStore, IDisposable
{
    private readonly GovSettings settings;
    private readonly FolderStore before;
    private readonly AmazonS3Client client;
    private readonly string bucket;

    public S3Store(GovSettings settings, IConfiguration configuration) : base(settings)
    {
        this.settings = settings;
        before = new(settings);
        var s3 = configuration.GetSection("Gov:Files:S3");
        string Given(string key) => s3[key] is { Length: > 0 } value ? value : throw new InvalidOperationException($"Gov:Files:S3:{key} is not configured.");
        bucket = Given("Bucket");
        client = new(new BasicAWSCredentials(Given("AccessKey"), Given("SecretKey")), new AmazonS3Config
        {
            ServiceURL = Given("Endpoint"), ForcePathStyle = true, AuthenticationRegion = s3["Region"] ?? "us-east-1",
            Timeout = TimeSpan.FromSeconds(60), MaxErrorRetry = 2,
            // Servers other than Amazon's do not all know the checksums of 2024; the payload's SHA-256 is signed anyway.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED, ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    public void Dispose() => client.Dispose();

    public override Task KeepAsync(string path, StoredFile file, CancellationToken ct) => AskAsync(async () =>
    {
        if (!await IsThereAsync(file, ct))
            await client.PutObjectAsync(new() { BucketName = bucket, Key = KeyOf(file.Sha256), FilePath = path, ContentType = "application/octet-stream", UseChunkEncoding = false }, ct);
        return true;
    }, ct);

    public override Task DeleteAsync(string sha256, CancellationToken ct) => AskAsync(() => client.DeleteObjectAsync(bucket, KeyOf(sha256), ct), ct);

    /// <summary>Fetched whole to a file that is gone when it is closed: a reader can go back in it, and gets all of it or none.</summary>
    protected override async Task<Stream?> FindAsync(string sha256, CancellationToken ct) => await AskAsync(async () =>
    {
        using var found = await client.GetObjectAsync(bucket, KeyOf(sha256), ct);
        var file = new FileStream(Path.Combine(WorkFolder("tmp"), Guid.CreateVersion7().ToString("N")), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 64 * 1024,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            await found.ResponseStream.CopyToAsync(file, ct);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }, ct) ?? await before.OpenAsync(sha256, ct);

    private async Task<bool> IsThereAsync(StoredFile file, CancellationToken ct) =>
        await AskAsync(() => client.GetObjectMetadataAsync(bucket, KeyOf(file.Sha256), ct), ct) is { } found && found.ContentLength == file.Size;

    /// <summary>Null where there is no such object.</summary>
    /// <exception cref="HttpRequestException">503: the server does not answer, or refuses us.</exception>
    private static async Task<T?> AskAsync<T>(Func<Task<T>> ask, CancellationToken ct)
    {
        try
        {
            return await ask();
        }
        catch (AmazonServiceException e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            return default;
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException or HttpRequestException or TimeoutException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new HttpRequestException($"The file store does not answer: {e.Message}", e, HttpStatusCode.ServiceUnavailable);
        }
    }

    private string KeyOf(string sha256) => $"{settings.Service}/{sha256[..2]}/{sha256}";
}
