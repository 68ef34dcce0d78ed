using GovPlatform.Local;

namespace GovPlatform.Tests.Unit.Launcher;

public sealed class Keeping_a_part_running
{
    [Fact]
    public async Task what_dies_is_started_again_and_counted()
    {
        var server = new FakeServer();
        var (part, run, stop) = Run(server);
        await part.Ready;
        server.End(137);
        await server.StartedTwice.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(1, part.Restarts);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task what_never_becomes_ready_is_failing_after_three_starts()
    {
        var (part, run, stop) = Run(new FakeServer { Refusal = "no disk" });
        for (var i = 0; i < 100 && part.State != PartState.Failing; i++)
        {
            await Task.Delay(100);
        }

        Assert.Equal((PartState.Failing, false), (part.State, part.Ready.IsCompleted));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task nothing_starts_before_what_it_waits_for_is_ready()
    {
        var (first, _, _) = Run(new FakeServer { Refusal = "not yet" });
        var server = new FakeServer();
        var (second, _, _) = Run(server, first);
        await Task.Delay(300);
        Assert.Equal(PartState.Waiting, second.State);
    }

    [Fact]
    public async Task what_a_killed_launcher_left_is_ended_but_no_other_process_with_its_number()
    {
        var left = LocalProcess.Start(new("sleep", ["60"]));
        var mark = ProcessMark.Of(left.Id);
        Assert.True(mark.IsAlive);
        Assert.False((mark with { Started = mark.Started + 1 }).IsAlive);
        var instance = Instance.Open("left", Directory.CreateTempSubdirectory("govplatform-launcher-").FullName);
        instance.Prepare();
        new RunState(new(1, 1), "", true, [new("x", PartState.Running, "", 0, [mark])]).Write(instance);
        await Leftovers.EndAsync(instance);
        Assert.False(mark.IsAlive);
        Assert.Null(RunState.Read(instance));
    }

    private static (Part Part, Task Run, CancellationTokenSource Stop) Run(FakeServer server, params Part[] waitsFor)
    {
        var stop = new CancellationTokenSource();
        var part = new Part("x", server, waitsFor, (_, _) => { });
        return (part, part.RunAsync(stop.Token), stop);
    }

    private sealed class FakeServer : ILocalServer
    {
        private TaskCompletionSource<int> exited = new();
        private int starts;

        public string? Refusal { get; init; }

        public TaskCompletionSource StartedTwice { get; } = new();

        public int Port => 1;

        public string Address => "";

        public IReadOnlyList<int> ProcessIds => [];

        public Task<int> Exited => exited.Task;

        public void End(int code) => exited.SetResult(code);

        public Task StartAsync(CancellationToken ct)
        {
            if (Refusal is not null)
            {
                throw new InvalidOperationException(Refusal);
            }

            exited = new();
            if (++starts == 2)
            {
                StartedTwice.SetResult();
            }

            return Task.CompletedTask;
        }

        public Task StopAsync() => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
