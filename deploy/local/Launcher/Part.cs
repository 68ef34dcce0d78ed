using System.Diagnostics;

namespace GovPlatform.Local;

/// <summary>Where a part of the platform is in its life.</summary>
internal enum PartState
{
    Waiting,
    Starting,
    Running,
    Restarting,
    Failing,
    Stopped,
}

/// <summary>One process of the running platform: it waits for others, starts, and is started again when it ends.</summary>
internal sealed class Part(string name, ILocalServer server, IReadOnlyList<Part> waitsFor, Action<Part, string> tell)
{
    private const int FailingAfter = 3;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    public ILocalServer Server => server;

    public IReadOnlyList<Part> WaitsFor => waitsFor;

    public PartState State { get; private set; }

    public int Restarts { get; private set; }

    public Task Ready => ready.Task;

    /// <summary>Runs until it is told to stop; the process itself is left to StopAsync, which knows the order.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await Task.WhenAll(waitsFor.Select(part => part.Ready)).WaitAsync(stop);
        var delay = FirstDelay;
        while (true)
        {
            var since = Stopwatch.GetTimestamp();
            var why = await RunOnceAsync(stop);
            delay = Stopwatch.GetElapsedTime(since) > Steady ? FirstDelay : delay;
            Restarts++;
            Become(ready.Task.IsCompleted || Restarts < FailingAfter ? PartState.Restarting : PartState.Failing,
                $"{why}; starts again in {delay.TotalSeconds:0.#} s");
            await Task.Delay(delay, stop);
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }
    }

    public async Task StopAsync()
    {
        await server.StopAsync();
        Become(PartState.Stopped, "stopped");
    }

    private async Task<string> RunOnceAsync(CancellationToken stop)
    {
        try
        {
            Become(PartState.Starting, "starts");
            await server.StartAsync(stop);
            Become(PartState.Running, "is ready");
            ready.TrySetResult();
            return $"ended with {await server.Exited.WaitAsync(stop)}";
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await server.StopAsync();
            return e.Message;
        }
    }

    private void Become(PartState state, string what)
    {
        State = state;
        tell(this, what);
    }
}
