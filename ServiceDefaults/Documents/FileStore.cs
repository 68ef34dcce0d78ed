using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace GovPlatform.ServiceDefaults;

/// <summary>Content in the store, by its digest.</summary>
/// <param name="Sha256">SHA-256, lower-case hex.</param>
/// <param name="Size">Bytes.</param>
public sealed record StoredFile(string Sha256, long Size);

/// <summary>
/// The content-addressed store in Gov:DataFolder: a file is named by its SHA-256, so it never changes and is there once.
/// Replicas share the folder. A file is whole as soon as it has its name.
/// </summary>
public sealed class FileStore(GovSettings settings)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Streams the content in: to a temporary file, synced to disk, then renamed to its digest.</summary>
    /// <exception cref="BadHttpRequestException">413: more than <paramref name="maxBytes"/>; nothing is kept.</exception>
    public async Task<StoredFile> WriteAsync(Stream content, long maxBytes, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.DataFolder, "tmp")).FullName;
        var temporary = Path.Combine(folder, Guid.CreateVersion7().ToString("N"));
        try
        {
            var stored = await CopyAsync(content, temporary, maxBytes, ct);
            var target = PathOf(stored.Sha256);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(temporary, target, overwrite: true);
            return stored;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The content of that digest, or null where there is none.</summary>
    public Stream? Open(string sha256)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))
            return null;
        try
        {
            return new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

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

    /// <summary>A folder for each first byte keeps folders short.</summary>
    private string PathOf(string sha256) => Path.Combine(settings.DataFolder, sha256[..2], sha256);
}
