namespace GovPlatform.Local;

/// <summary>One process of a project, run from its build output; it has started when its readiness probe says so.</summary>
internal sealed class ProjectProcess(Command command, int port, string? readyPath) : ILocalServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private LocalProcess? process;

    public int Port => port;

    public string Address => $"http://localhost:{port}";

    public IReadOnlyList<int> ProcessIds => process is { Exited.IsCompleted: false } ? [process.Id] : [];

    public Task<int> Exited => process!.Exited;

    public async Task StartAsync(CancellationToken ct)
    {
        process = LocalProcess.Start(command);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            while (!await IsReadyAsync(limit.Token))
            {
                if (process.Exited.IsCompleted)
                {
                    throw new InvalidOperationException($"ended with {await process.Exited} while starting");
                }

                await Task.Delay(150, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"not ready after {Patience.TotalSeconds:0} s");
        }
    }

    public Task StopAsync() => process?.StopAsync(TimeSpan.FromSeconds(22)) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri($"http://localhost:{port}{readyPath}"), ct);
            return readyPath is null || answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
