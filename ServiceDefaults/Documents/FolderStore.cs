using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GovPlatform.ServiceDefaults;

/// <summary>The store as a folder of Gov:DataFolder, which all replicas share. A file is whole as soon as it has its name, and its name is on disk when it is kept.</summary>
public sealed partial class FolderStore(GovSettings settings) : FileStore(settings)
{
    private const int BufferSize = 64 * 1024;
    private const int CloseOnExec = 0x80000;
    private readonly string root = Path.Combine(settings.DataFolder, settings.Service);

    // Where all services' files lay before each had a folder of its own: read, never written nor removed.
    private readonly string former = settings.DataFolder;

    public override Task KeepAsync(string path, StoredFile file, CancellationToken ct)
    {
        var target = PathOf(root, file.Sha256);
        var folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            SyncFolder(root);
        }
        File.Move(path, target, overwrite: true);
        SyncFolder(folder);
        return Task.CompletedTask;
    }

    public override Task DeleteAsync(string sha256, CancellationToken ct)
    {
        try
        {
            File.Delete(PathOf(root, sha256));
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was ever there.
        }
        return Task.CompletedTask;
    }

    protected override Task<Stream?> FindAsync(string sha256, CancellationToken ct) =>
        Task.FromResult<Stream?>(Open(PathOf(root, sha256)) ?? Open(PathOf(former, sha256)));

    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>A folder for each first byte keeps folders short.</summary>
    private static string PathOf(string root, string sha256) => Path.Combine(root, sha256[..2], sha256);

    /// <summary>A rename outlives a power cut only when its folder is synced too (fsync(2)); .NET opens no folders.</summary>
    private static void SyncFolder(string path)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var handle = new SafeFileHandle(OpenFolder(path, CloseOnExec), ownsHandle: true);
        if (handle.IsInvalid)
            throw new IOException($"{path} cannot be synced: error {Marshal.GetLastPInvokeError()}");
        RandomAccess.FlushToDisk(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenFolder(string path, int flags);
}
