using System.Runtime.InteropServices;

namespace GovPlatform.Local;

/// <summary>The platform of one instance in the foreground, from its first process to the end of its last.</summary>
internal sealed class Launch(Instance instance, bool quiet)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LogFile> logs = [];
    private readonly DateTime began = DateTime.UtcNow;
    private IReadOnlyList<Part> parts = [];
    private bool isReady;

    public async Task<int> RunAsync(IReadOnlyList<IResource> resources)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        var plan = new Plan(instance, resources, Log);
        parts = plan.Parts(Tell, Log);
        WriteEnvironment(plan);
        var running = parts.Select(part => part.RunAsync(stop.Token)).Append(AnnounceAsync(stop.Token)).Append(KeepStateAsync(stop.Token)).ToList();
        try
        {
            await await Task.WhenAny(running);
        }
        catch (OperationCanceledException)
        {
            Say("launcher", "stops");
        }
        finally
        {
            await stop.CancelAsync();
            await StopAsync();
        }

        return 0;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    // Those who use the servers first, all at once; then the servers.
    private async Task StopAsync()
    {
        await Task.WhenAll(parts.Where(part => part.Server is ProjectProcess).Select(part => part.StopAsync()));
        await Task.WhenAll(parts.Where(part => part.Server is not ProjectProcess).Select(part => part.StopAsync()));
        RunState.Forget(instance);
        File.Delete(Path.Combine(instance.Folder, "environment"));
    }

    private async Task AnnounceAsync(CancellationToken stop)
    {
        await Task.WhenAll(parts.Select(part => part.Ready)).WaitAsync(stop);
        isReady = true;
        Save();
        foreach (var line in State().Table())
        {
            Console.WriteLine(line);
        }

        Console.WriteLine($"{instance.County} ({instance.Region}) is ready at {instance.Address} after {(DateTime.UtcNow - began).TotalSeconds:0} s");
        await Task.Delay(Timeout.Infinite, stop);
    }

    // A process that starts is in the state file within a second, even while it is not ready.
    private async Task KeepStateAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(stop))
        {
            if (!isReady || parts.Any(part => part.State != PartState.Running))
            {
                Save();
            }
        }
    }

    private RunState State() => new(ProcessMark.Of(Environment.ProcessId), instance.Address, isReady,
        [.. parts.Select(part => new PartRecord(part.Name, part.State, part.Server.Address, part.Restarts,
            [.. part.Server.ProcessIds.Select(ProcessMark.Of)]))]);

    private void Save()
    {
        lock (gate)
        {
            State().Write(instance);
        }
    }

    private void Tell(Part part, string what)
    {
        Say(part.Name, what);
        Save();
    }

    private void Say(string name, string what)
    {
        Console.WriteLine($"{name,-15} * {what}");
        LogOf(name).Write($"* {what}");
    }

    private Action<string> Log(string name)
    {
        var log = LogOf(name);
        return line =>
        {
            log.Write(line);
            if (!quiet)
            {
                Console.WriteLine($"{name,-15} | {line}");
            }
        };
    }

    private LogFile LogOf(string name)
    {
        lock (logs)
        {
            return logs.TryGetValue(name, out var log) ? log : logs[name] = new LogFile(Path.Combine(instance.Logs, $"{name}.log"));
        }
    }

    // Lines that a shell reads as variables.
    private void WriteEnvironment(Plan plan) => PrivateFile.Write(
        Path.Combine(instance.Folder, "environment"),
        string.Concat(plan.EnvironmentOfTools().Select(pair => $"{pair.Key}='{pair.Value.Replace("'", @"'\''")}'\n")));
}
