using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace GovPlatform.Intake;

/// <summary>What the scanner said of one file.</summary>
/// <param name="Signature">What it found, or why it could not read it; null where it is clean.</param>
internal sealed record Verdict(string Scan, string? Signature);

/// <summary>A clamd at host:port, spoken to in its own protocol (clamd(8), INSTREAM): content goes to it in chunks, so that it needs no share of the store.</summary>
internal sealed class Clamd(string address)
{
    private const int DefaultPort = 3310;
    private const int LongestAnswer = 4096;

    // Its own ReadTimeout is two minutes.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Once it has taken the call, whatever goes wrong is said of the file: one that breaks the scanner must not hold up the others.</summary>
    /// <exception cref="SocketException">It does not answer.</exception>
    public async Task<Verdict> ScanAsync(Stream content, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Longest);
        using var client = await ConnectAsync(patience.Token);
        try
        {
            return Told(await AskAsync(client, "INSTREAM", content, patience.Token));
        }
        catch (Exception e) when (e is IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new(Scan.Failed, "the scanner broke off, or took too long");
        }
    }

    /// <summary>Engine and age of its signatures, as "ClamAV 1.4.3/27700/…".</summary>
    /// <exception cref="SocketException">It does not answer.</exception>
    public async Task<string> VersionAsync(CancellationToken ct)
    {
        using var client = await ConnectAsync(ct);
        return await AskAsync(client, "VERSION", null, ct);
    }

    private static Verdict Told(string answer) =>
        answer.EndsWith(" FOUND", StringComparison.Ordinal) ? new(Scan.Infected, answer[..^" FOUND".Length].Split(": ", 2)[^1])
        : answer.EndsWith(": OK", StringComparison.Ordinal) ? new(Scan.Clean, null)
        : new(Scan.Failed, answer.Length > 0 ? answer : "no answer");

    private async Task<TcpClient> ConnectAsync(CancellationToken ct)
    {
        var (host, port) = address.Split(':') is [var name, var number] ? (name, int.Parse(number)) : (address, DefaultPort);
        var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, ct);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static async Task<string> AskAsync(TcpClient client, string command, Stream? content, CancellationToken ct)
    {
        var line = client.GetStream();
        await line.WriteAsync(Encoding.ASCII.GetBytes($"z{command}\0"), ct);
        try
        {
            if (content is not null)
                await SendAsync(content, line, ct);
        }
        catch (IOException)
        {
            // It says why it takes no more, as that the file is larger than its StreamMaxLength.
        }
        return await ReadAsync(line, ct);
    }

    /// <summary>Each chunk behind its length, four bytes in network order; a length of nothing ends it.</summary>
    private static async Task SendAsync(Stream content, NetworkStream line, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            int read;
            do
            {
                read = await content.ReadAsync(buffer.AsMemory(4), ct);
                BinaryPrimitives.WriteInt32BigEndian(buffer, read);
                await line.WriteAsync(buffer.AsMemory(0, 4 + read), ct);
            }
            while (read > 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<string> ReadAsync(NetworkStream line, CancellationToken ct)
    {
        var answer = new byte[LongestAnswer];
        var length = await line.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, ct);
        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n');
    }
}
