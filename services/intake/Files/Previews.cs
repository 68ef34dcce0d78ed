using System.ComponentModel;
using System.Diagnostics;

namespace GovPlatform.Intake;

/// <summary>
/// Pages of PDFs as pictures, made by the machine's pdftoppm when first asked for and kept beside the store under the content's digest. What people hand in may be made
/// to break its reader: each page is a process of its own, two at a time, with little memory and time.
/// </summary>
internal sealed class Previews(FileStore files, IConfiguration configuration) : IDisposable
{
    public const int MostPages = 500;
    private const string Folder = "previews";
    private const int PageIsNotThere = 99;
    private const int NotInstalled = 127;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // 1 GB of memory, 10 seconds of computing, 32 MB to write, no core file.
    private static readonly string[] Limits = ["--as=1073741824", "--cpu=10", "--fsize=33554432", "--core=0"];
    private readonly string program = configuration["Gov:Pdftoppm"] ?? "pdftoppm";
    private readonly SemaphoreSlim places = new(2, 2);

    /// <summary>The page as PNG, its longer side 1,600 pixels; or why there is none.</summary>
    public async Task<(Stream? Picture, Problem? No)> PageAsync(string sha256, int page, CancellationToken ct)
    {
        var path = Path.Combine(files.WorkFolder(Folder), $"{sha256}-{page}.png");
        if (!File.Exists(path) && await MakeAsync(sha256, page, path, ct) is { } no)
            return (null, no);
        // An empty one stands for what could not be made: it is not tried again and again.
        return new FileInfo(path) is { Exists: true, Length: > 0 } ? (File.OpenRead(path), null) : (null, FilesProblems.NoPreview());
    }

    /// <summary>Content that is swept leaves no picture behind.</summary>
    public void Drop(string sha256)
    {
        foreach (var picture in Directory.EnumerateFiles(files.WorkFolder(Folder), $"{sha256}-*"))
            File.Delete(picture);
    }

    /// <summary>Pictures that are older are made again when they are asked for.</summary>
    public void DropMadeBefore(DateTime then)
    {
        foreach (var picture in new DirectoryInfo(files.WorkFolder(Folder)).EnumerateFiles().Where(picture => picture.LastWriteTimeUtc < then))
            picture.Delete();
    }

    public void Dispose() => places.Dispose();

    private async Task<Problem?> MakeAsync(string sha256, int page, string path, CancellationToken ct)
    {
        if (!await places.WaitAsync(Patience, ct))
            return FilesProblems.PreviewsBusy();
        try
        {
            if (File.Exists(path))
                return null;
            await using var content = await files.OpenAsync(sha256, ct);
            if (content is null)
                return Problem.Unavailable();
            using var draft = await files.DraftAsync(content, long.MaxValue, ct);
            var (made, ended) = ($"{draft.Path}.png", await RunAsync(draft.Path, page, ct));
            if (ended == PageIsNotThere)
                return FilesProblems.NoSuchPage();
            if (ended is null or NotInstalled)
                return ended is null ? FilesProblems.PreviewsBusy() : Problem.Unavailable();
            if (ended != 0 || !File.Exists(made))
                await File.WriteAllBytesAsync(made, [], ct);
            File.Move(made, path, overwrite: true);
            return null;
        }
        catch (Win32Exception)
        {
            return Problem.Unavailable();
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>The process's exit code; null where it took too long on the clock, which may be the machine's doing.</summary>
    private async Task<int?> RunAsync(string pdf, int page, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Longest);
        using var process = Process.Start(new ProcessStartInfo("prlimit", [.. Limits, program, "-png", "-q", "-singlefile", "-scale-to", "1600", "-f", $"{page}", "-l", $"{page}", pdf, pdf]))!;
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
