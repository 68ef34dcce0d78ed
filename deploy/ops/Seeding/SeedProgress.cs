using System.Diagnostics;

namespace GovPlatform.Ops;

/// <summary>A line a second: how long, how far, how many rows.</summary>
internal sealed class SeedProgress(int cases, TextWriter output)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private long rows;
    private long done;

    public long Rows => Interlocked.Read(ref rows);

    public void Add(long written) => Interlocked.Add(ref rows, written);

    /// <summary>So many cases are written in one more database.</summary>
    public void Done(int written) => Interlocked.Add(ref done, written);

    /// <summary>Shows until it is disposed of.</summary>
    public IAsyncDisposable Show() => new Lines(this);

    private Task LineAsync()
    {
        var share = (double)Interlocked.Read(ref done) / SeedTables.Databases;
        return output.WriteLineAsync($"{clock.Elapsed.TotalSeconds,4:F0} s {share / cases,5:P0}  办件 cases {share,9:N0} / {cases:N0}  行 rows {Rows,11:N0}");
    }

    private sealed class Lines : IAsyncDisposable
    {
        private readonly CancellationTokenSource over = new();
        private readonly Task shown;

        public Lines(SeedProgress progress) => shown = RunAsync(progress);

        public async ValueTask DisposeAsync()
        {
            await over.CancelAsync();
            await shown;
            over.Dispose();
        }

        private async Task RunAsync(SeedProgress progress)
        {
            using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
            try
            {
                while (await second.WaitForNextTickAsync(over.Token))
                    await progress.LineAsync();
            }
            catch (OperationCanceledException)
            {
                await progress.LineAsync();
            }
        }
    }
}
