using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>A scanner that speaks clamd's protocol over TCP and finds one signature.</summary>
internal sealed class FakeClamd : IDisposable
{
    // In two pieces, so that no scanner takes this file for the test virus.
    public const string Eicar = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public FakeClamd()
    {
        listener.Start();
        Address = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        _ = ListenAsync();
    }

    public string Address { get; }

    /// <summary>While false it does not answer, as one that is being started.</summary>
    public bool IsThere { get; set; } = true;

    /// <summary>StreamMaxLength: what is longer gets an error, and the connection is closed.</summary>
    public int MostBytes { get; set; } = int.MaxValue;

    public int Scanned { get; private set; }

    public void Dispose() => listener.Dispose();

    private async Task ListenAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
            _ = AnswerAsync(client);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            var line = client.GetStream();
            if (!IsThere)
            {
                client.Client.Close(0);
                return;
            }
            var command = new StringBuilder();
            for (var one = new byte[1]; await line.ReadAsync(one) == 1 && one[0] != 0;)
                command.Append((char)one[0]);
            var answer = command.ToString() switch
            {
                "zVERSION" => "FakeAV 1.0/1",
                "zINSTREAM" => await ScanAsync(line),
                _ => "UNKNOWN COMMAND",
            };
            await line.WriteAsync(Encoding.ASCII.GetBytes($"{answer}\0"));
        }
    }

    private async Task<string> ScanAsync(NetworkStream line)
    {
        using var content = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await line.ReadExactlyAsync(length);
            var chunk = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
            if (chunk.Length == 0)
                break;
            await line.ReadExactlyAsync(chunk);
            content.Write(chunk);
            if (content.Length > MostBytes)
                return "INSTREAM size limit exceeded. ERROR";
        }
        Scanned++;
        return Encoding.Latin1.GetString(content.ToArray()).Contains(Eicar, StringComparison.Ordinal) ? "stream: Eicar-Test-Signature FOUND" : "stream: OK";
    }
}
