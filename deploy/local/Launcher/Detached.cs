using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GovPlatform.Local;

/// <summary>Starts the launcher in the background and returns when the platform is ready, or says why it is not.</summary>
internal static class Detached
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    public static async Task<int> UpAsync(Options options, Instance instance)
    {
        if (RunState.Read(instance) is { Launcher.IsAlive: true, IsReady: true } running)
        {
            Console.WriteLine($"instance {instance.Name} is up already: {running.Address}");
            return 0;
        }

        instance.Prepare();
        var log = Path.Combine(instance.Logs, "launcher.log");
        using var launcher = Start(options, log);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => LocalProcess.Send(launcher.Id, Signal.Term));
        var seen = new Dictionary<string, PartState>();
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < Patience; await Task.Delay(200))
        {
            if (launcher.HasExited)
            {
                return Fail(instance, "launcher");
            }

            if (RunState.Read(instance) is not { } state || state.Launcher.Id != launcher.Id)
            {
                continue;
            }

            ShowProgress(state, seen);
            if (state.IsReady)
            {
                Console.WriteLine($"{instance.County} ({instance.Region}) is ready at {state.Address} after {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s:"
                    + $" {state.Parts.Count} processes, data in {instance.Folder}");
                return 0;
            }

            if (state.Failing is { } failing)
            {
                return await GiveUpAsync(launcher, instance, failing.Name);
            }
        }

        var waiting = RunState.Read(instance)?.Parts.FirstOrDefault(part => part.State != PartState.Running)?.Name;
        return await GiveUpAsync(launcher, instance, waiting ?? "launcher");
    }

    // In a session of its own, so that neither this process nor its terminal takes it along.
    private static Process Start(Options options, string log) => Process.Start(new ProcessStartInfo("setsid",
    [
        "bash", "-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", log,
        "dotnet", typeof(Detached).Assembly.Location,
        "up", "--quiet", "--instance", options.Instance, "--replicas", $"{options.Replicas}",
    ]))!;

    private static void ShowProgress(RunState state, Dictionary<string, PartState> seen)
    {
        foreach (var part in state.Parts.Where(part => part.State >= PartState.Running && seen.GetValueOrDefault(part.Name) != part.State))
        {
            seen[part.Name] = part.State;
            Console.WriteLine($"  {part.Name,-18}{part.State.ToString().ToLowerInvariant()}");
        }
    }

    private static async Task<int> GiveUpAsync(Process launcher, Instance instance, string culprit)
    {
        LocalProcess.Send(launcher.Id, Signal.Term);
        await launcher.WaitForExitAsync();
        return Fail(instance, culprit);
    }

    private static int Fail(Instance instance, string culprit)
    {
        var log = Path.Combine(instance.Logs, $"{culprit}.log");
        Console.Error.WriteLine($"instance {instance.Name} did not come up: {culprit} failed. The last lines of {log}:");
        foreach (var line in LogFile.LastLines(log, 20))
        {
            Console.Error.WriteLine($"  {line}");
        }

        return 1;
    }
}
