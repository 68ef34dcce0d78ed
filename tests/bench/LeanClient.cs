using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace GovPlatform.Bench;

/// <summary>GETs as fast as a service answers, over a few connections that each wait for their answer; it shares the processor, so it does no more than it must.</summary>
internal static class LeanClient
{
    private const int Connections = 16;

    /// <summary>Answers a second with this status; any other ends the measurement.</summary>
    public static async Task<double> PerSecondAsync(Uri service, IReadOnlyList<string> paths, TimeSpan time, int status = 200, string? headers = null)
    {
        var requests = paths.Select(path => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {service.Authority}\r\n{headers}\r\n")).ToList();
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(async first =>
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(service.Host, service.Port);
            var (buffer, count) = (new byte[128 * 1024], 0);
            for (; clock.Elapsed < time; count++)
            {
                await socket.SendAsync(requests[(first + (count * Connections)) % requests.Count]);
                await AnswerAsync(socket, buffer, status);
            }
            return count;
        }));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Reads one answer whole; another status than this ends the measurement.</summary>
    public static async Task AnswerAsync(Socket socket, byte[] buffer, int status)
    {
        var (filled, whole) = (0, -1);
        while (whole < 0 || filled < whole)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0)
                throw new CannotMeasureException("the service closed the connection");
            filled += read;
            whole = whole < 0 ? Length(buffer.AsSpan(0, filled), status) : whole;
            // Without a length the answer comes in chunks, of which the last is empty.
            if (whole == int.MaxValue && buffer.AsSpan(0, filled).EndsWith("\r\n0\r\n\r\n"u8))
                return;
        }
    }

    /// <summary>Bytes of head and body; -1 while the head is not whole.</summary>
    private static int Length(ReadOnlySpan<byte> bytes, int status)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return -1;
        if (int.Parse(bytes[9..12], CultureInfo.InvariantCulture) is var code && code != status)
            throw new CannotMeasureException($"the service answers {code}");
        var at = bytes[..head].IndexOf("Content-Length: "u8);
        if (at < 0)
            return status == 304 ? head + 4 : int.MaxValue;
        var digits = bytes[(at + 16)..head];
        return head + 4 + int.Parse(digits.IndexOf((byte)'\r') is var end and >= 0 ? digits[..end] : digits, CultureInfo.InvariantCulture);
    }
}
