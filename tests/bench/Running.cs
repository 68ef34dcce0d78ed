using System.Diagnostics;
using GovPlatform.Local;
using Microsoft.Extensions.Configuration;

namespace GovPlatform.Bench;

/// <summary>The platform that is measured: the one that GOV_URL or the launcher's state names, or one of its own, instance "bench", which ends with the bench and leaves no data.</summary>
internal sealed class Running : IAsyncDisposable
{
    private const string Own = "bench";
    private bool started;

    /// <summary>Only a platform of this machine's launcher has a state.</summary>
    public RunState? State { get; private set; } = Up("default");

    public Uri Gateway => Environment.GetEnvironmentVariable("GOV_URL") is { Length: > 0 } url ? new Uri(url) : new Uri(State!.Address);

    public bool IsUp => State is not null || Environment.GetEnvironmentVariable("GOV_URL") is { Length: > 0 };

    /// <summary>Starts a platform where none is up.</summary>
    public async Task NeedAsync()
    {
        if (!IsUp)
            await StartAsync();
    }

    /// <summary>Seconds from the command until every part is ready.</summary>
    public async Task<double> StartAsync()
    {
        var clock = Stopwatch.StartNew();
        if (await LauncherAsync("up", "--detach") != 0)
            throw new CannotMeasureException("the platform did not start");
        var seconds = clock.Elapsed.TotalSeconds;
        (State, started) = (Up(Own), true);
        return seconds;
    }

    /// <summary>Where a service of this machine's platform listens, its first replica; null where the platform is another's.</summary>
    public Uri? Find(string service) => State?.Parts.FirstOrDefault(part => part.Name == service || part.Name == $"{service}-1")?.Address is { } address ? new(address) : null;

    public Uri AddressOf(string service) => Find(service) ?? throw new CannotMeasureException($"the address of {service} is not known: start the platform with ./gov up");

    /// <summary>The connection string of a service of this machine's platform.</summary>
    public string Database(string service) => Configuration.GetConnectionString($"{service}db") ?? throw new CannotMeasureException($"the database of {service} is not known");

    /// <summary>The settings of the services of this machine's platform, as they read them.</summary>
    public IConfiguration Configuration => new ConfigurationBuilder()
        .AddInMemoryCollection(File.ReadLines(Path.Combine(Instance.DataFolder, started ? Own : "default", "environment")).Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2)
            .Select(pair => KeyValuePair.Create(pair[0].Split(' ')[^1].Replace("__", ":", StringComparison.Ordinal), (string?)pair[1].Trim('\'', '"'))))
        .Build();

    public async Task StopAsync()
    {
        await LauncherAsync("down");
        (State, started) = (null, false);
    }

    /// <summary>Removes the data of the bench's own instance, and of no other.</summary>
    public static void Forget()
    {
        var folder = Path.Combine(Instance.DataFolder, Own);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (!started)
            return;
        await StopAsync();
        Forget();
    }

    private static RunState? Up(string instance) =>
        RunState.Read(Instance.Open(instance, Instance.DataFolder)) is { Launcher.IsAlive: true, IsReady: true } state ? state : null;

    private static async Task<int> LauncherAsync(params string[] verb)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(RunState).Assembly.Location, .. verb, "--instance", Own]) { RedirectStandardOutput = true };
        // A port of its own, whatever the one of the default instance is.
        start.Environment.Remove("GOV_PORT");
        using var launcher = Process.Start(start)!;
        await launcher.StandardOutput.ReadToEndAsync();
        await launcher.WaitForExitAsync();
        return launcher.ExitCode;
    }
}
