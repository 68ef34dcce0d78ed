using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GovPlatform.Local;

namespace GovPlatform.Tests.Services.Telemetry;

/// <summary>A service as a process of its own, as every launcher starts it: by environment variables.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly LocalProcess process;

    private ServiceProcess(LocalProcess process, string address) => (this.process, Address) = (process, address);

    public string Address { get; }

    public int Id => process.Id;

    public ConcurrentQueue<string> Lines { get; } = [];

    /// <param name="name">Assembly, without its prefix.</param>
    public static async Task<ServiceProcess> StartAsync(string name, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var environment = settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!);
        environment["ASPNETCORE_URLS"] = address;
        environment["DOTNET_ENVIRONMENT"] = "Development";
        ServiceProcess started = null!;
        var lines = new ConcurrentQueue<string>();
        var process = LocalProcess.Start(new Command("dotnet", [Path.Combine(AppContext.BaseDirectory, $"GovPlatform.{name}.dll")]) { Environment = environment, Log = line => (started?.Lines ?? lines).Enqueue(line) });
        started = new ServiceProcess(process, address);
        await started.UntilReadyAsync(lines);
        return started;
    }

    /// <summary>Stops the process as a launcher would, so that it sends what it still holds.</summary>
    public async ValueTask DisposeAsync() => await process.StopAsync(TimeSpan.FromSeconds(20));

    private async Task UntilReadyAsync(ConcurrentQueue<string> early)
    {
        using var client = new HttpClient { BaseAddress = new(Address), Timeout = TimeSpan.FromSeconds(5) };
        for (var until = DateTime.UtcNow.AddSeconds(120); DateTime.UtcNow < until; await Task.Delay(200))
        {
            try
            {
                using var answer = await client.GetAsync("/health/ready");
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }
            if (process.Exited.IsCompleted) break;
        }
        throw new TimeoutException("not ready: " + string.Join('\n', early.Concat(Lines)));
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
