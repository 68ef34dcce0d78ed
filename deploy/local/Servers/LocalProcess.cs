using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GovPlatform.Local;

/// <summary>The signals that processes here are stopped with.</summary>
internal enum Signal
{
    None = 0,
    Int = 2,
    Quit = 3,
    Kill = 9,
    Term = 15,
}

/// <summary>What is started: the program, its arguments, its environment and the log its lines go to.</summary>
internal sealed record Command(string Program, IReadOnlyList<string> Arguments)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public string? Folder { get; init; }

    public Action<string> Log { get; init; } = _ => { };

    public Signal StopSignal { get; init; } = Signal.Term;
}

/// <summary>A process of this machine that leads its own process group and dies with the process that started it.</summary>
internal sealed partial class LocalProcess
{
    private readonly Process process;
    private readonly Signal stopSignal;

    private LocalProcess(Process process, Signal stopSignal)
    {
        this.process = process;
        this.stopSignal = stopSignal;
        Exited = WatchAsync();
    }

    public int Id => process.Id;

    /// <summary>Completes with the exit code when the process has ended and its last line was read.</summary>
    public Task<int> Exited { get; }

    public static LocalProcess Start(Command command)
    {
        // setsid replaces itself by the program, so that the process id is also the group's.
        var start = new ProcessStartInfo("setsid", [command.Program, .. command.Arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.Folder ?? "/",
        };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        Reaper.Watch(process.Id, command.StopSignal);
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new LocalProcess(process, command.StopSignal);

        void Write(string? line)
        {
            if (line is not null)
            {
                command.Log(line);
            }
        }
    }

    /// <summary>Runs a program to its end; fails with its output unless it succeeds.</summary>
    public static async Task RunAsync(Command command, CancellationToken ct)
    {
        var lines = new List<string>();
        var process = Start(command with { Log = lines.Add });
        var code = await process.Exited.WaitAsync(ct);
        if (code != 0)
        {
            throw new InvalidOperationException($"{command.Program} ended with {code}: {string.Join('\n', lines)}");
        }
    }

    /// <summary>Asks the process to end, and ends its whole group when it has not done so in time.</summary>
    public async Task StopAsync(TimeSpan patience, Signal? signal = null)
    {
        if (!Exited.IsCompleted)
        {
            Send(Id, signal ?? stopSignal);
            await Task.WhenAny(Exited, Task.Delay(patience));
        }

        Send(-Id, Signal.Kill);
        await Exited;
    }

    /// <summary>Sends a signal to a process, or to a group when the id is negative; false when there is none.</summary>
    public static bool Send(int id, Signal signal) => SendSignal(id, (int)signal) == 0;

    private async Task<int> WatchAsync()
    {
        await process.WaitForExitAsync();
        Reaper.Forget(process.Id);
        return process.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int id, int signal);
}
