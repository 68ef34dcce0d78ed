using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GovPlatform.ServiceDefaults;

/// <summary>Content in the store, by its digest.</summary>
/// <param name="Sha256">SHA-256, lower-case hex.</param>
/// <param name="Size">Bytes.</param>
public sealed record StoredFile(string Sha256, long Size);

/// <summary>
/// The content-addressed store of one service: a file is named by its SHA-256, so it never changes and is there once. It is a folder,
/// or a bucket where Gov:Files:S3 names one. Other services have their own: none knows what another still needs.
/// </summary>
public abstract class FileStore(GovSettings settings)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>The store that the configuration names.</summary>
    public static FileStore Of(GovSettings settings, IConfiguration configuration) =>
        configuration["Gov:Files:S3:Endpoint"] is { Length: > 0 } ? new S3Store(settings, configuration) : new FolderStore(settings);

    /// <summary>Streams the content in and keeps it.</summary>
    /// <exception cref="BadHttpRequestException">413: more than <paramref name="maxBytes"/>; nothing is kept.</exception>
    public async Task<StoredFile> WriteAsync(Stream content, long maxBytes, CancellationToken ct)
    {
        using var draft = await DraftAsync(content, maxBytes, ct);
        await KeepAsync(draft.Path, draft.File, ct);
        return draft.File;
    }

    /// <summary>Streams the content to a file that nobody finds yet, synced to disk, so that it can be looked at before it is kept.</summary>
    /// <inheritdoc cref="WriteAsync" path="/exception"/>
    public async Task<FileDraft> DraftAsync(Stream content, long maxBytes, CancellationToken ct)
    {
        var path = Path.Combine(WorkFolder("tmp"), Guid.CreateVersion7().ToString("N"));
        try
        {
            return new(path, await CopyAsync(content, path, maxBytes, ct));
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Takes a whole, synced file in under its digest; the file itself may be gone then. Twice is once.</summary>
    /// <param name="path">In a <see cref="WorkFolder"/>.</param>
    public abstract Task KeepAsync(string path, StoredFile file, CancellationToken ct);

    /// <summary>The content of that digest, to be read at any place, or null where there is none.</summary>
    /// <exception cref="HttpRequestException">503: the store does not answer.</exception>
    public Task<Stream?> OpenAsync(string sha256, CancellationToken ct) =>
        sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower) ? FindAsync(sha256, ct) : Task.FromResult<Stream?>(null);

    /// <summary>Removes content that nobody needs any more; removing what is not there is no error.</summary>
    public abstract Task DeleteAsync(string sha256, CancellationToken ct);

    /// <summary>A folder for what is not whole yet; the replicas of a service share it, whatever the store is.</summary>
    public string WorkFolder(string name) => Directory.CreateDirectory(Path.Combine(settings.DataFolder, settings.Service, name)).FullName;

    protected abstract Task<Stream?> FindAsync(string sha256, CancellationToken ct);

    private static async Task<StoredFile> CopyAsync(Stream content, string path, long maxBytes, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            var size = 0L;
            for (int read; (read = await content.ReadAsync(buffer.AsMemory(0, BufferSize), ct)) > 0;)
            {
                size += read;
                if (size > maxBytes)
                    throw new BadHttpRequestException($"More than {maxBytes} bytes.", StatusCodes.Status413PayloadTooLarge);
                sha.AppendData(buffer.AsSpan(0, read));
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }
            file.Flush(flushToDisk: true);
            return new(Convert.ToHexStringLower(sha.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>Content that is whole and has a digest, but no place in the store; gone with this unless it was kept.</summary>
public sealed record FileDraft(string Path, StoredFile File) : IDisposable
{
    public void Dispose() => System.IO.File.Delete(Path);
}

/// <summary>Gives a service its store.</summary>
public static class FileStoreExtensions
{
    public static void AddFileStore(this IServiceCollection services) =>
        services.TryAddSingleton(provider => FileStore.Of(provider.GetRequiredService<GovSettings>(), provider.GetRequiredService<IConfiguration>()));
}
