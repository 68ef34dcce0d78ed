using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace GovPlatform.ServiceDefaults;

/// <summary>The renderer is not installed, or failed on a page.</summary>
public sealed class RendererException(string message) : Exception(message);

/// <summary>Turns a page of HTML into PDF/A with the machine's WeasyPrint (docs/adr/0003): its own process, two at a time, 30 seconds at most.</summary>
public sealed class Renderer(IConfiguration configuration) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly string program = configuration["Gov:Weasyprint"] ?? "weasyprint";
    private readonly SemaphoreSlim places = new(2, 2);

    /// <summary>Hands the PDF to <paramref name="take"/> as it comes.</summary>
    /// <exception cref="RendererException">WeasyPrint is missing, took too long or failed.</exception>
    public async Task<T> RenderAsync<T>(string html, Func<Stream, CancellationToken, Task<T>> take, CancellationToken ct)
    {
        await places.WaitAsync(ct);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(Longest);
            using var process = Start();
            try
            {
                var complaints = process.StandardError.ReadToEndAsync(patience.Token);
                var taken = take(process.StandardOutput.BaseStream, patience.Token);
                await FeedAsync(process.StandardInput, html, patience.Token);
                var result = await taken;
                await process.WaitForExitAsync(patience.Token);
                return process.ExitCode == 0 ? result : throw new RendererException($"WeasyPrint ended with {process.ExitCode}: {LastLine(await complaints)}");
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw new RendererException($"WeasyPrint took more than {Longest.TotalSeconds} seconds");
            }
            finally
            {
                if (!process.HasExited)
                    process.Kill(entireProcessTree: true);
            }
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();

    private Process Start()
    {
        var start = new ProcessStartInfo(program, ["--quiet", "--encoding", "utf-8", "--base-url", "about:blank", "--pdf-variant", "pdf/a-2b", "-", "-"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new RendererException($"{program} is not installed");
        }
    }

    private static async Task FeedAsync(StreamWriter input, string html, CancellationToken ct)
    {
        try
        {
            await input.WriteAsync(html.AsMemory(), ct);
            input.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything: its exit code says why.
        }
    }

    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1];
}
