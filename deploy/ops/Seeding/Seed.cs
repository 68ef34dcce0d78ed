using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace GovPlatform.Ops;

/// <summary>`./gov seed --cases N`: loads many cases, the same in every service, in whatever states and times cases of two years are in.</summary>
internal static class Seed
{
    private const int Most = 1_000_000;

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (args is not ([] or ["--cases", _]) || !int.TryParse(args.LastOrDefault() ?? "1000", CultureInfo.InvariantCulture, out var cases) || cases is < 1 or > Most)
        {
            await output.WriteLineAsync($"用法 usage: gov seed --cases N (1 – {Most})");
            return 64;
        }
        try
        {
            await using var databases = new SeedDatabases(new ConfigurationBuilder().AddEnvironmentVariables().Build());
            await LoadAsync(databases, cases, output);
            return 0;
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            await output.WriteLineAsync($"未写入任何数据 nothing was loaded: {e.Message}");
            return 1;
        }
    }

    /// <summary>Answers the number of the run.</summary>
    internal static async Task<int> LoadAsync(SeedDatabases databases, int cases, TextWriter output)
    {
        var clock = Stopwatch.StartNew();
        ThreadPool.SetMinThreads(16, 16); // COPY holds a thread for each database.
        await using var turn = await SeedRuns.TakeTurnAsync(databases);
        var (run, people) = await SeedRuns.BeginAsync(databases, output);
        var ground = await SeedGround.ReadAsync(databases);
        var progress = new SeedProgress(cases, output);
        var load = new SeedLoad(databases, ground, progress, run, cases, people);
        await using (progress.Show())
            await load.RunAsync();
        await output.WriteLineAsync($"分析 analysing …");
        await load.AnalyseAsync();
        await output.WriteLineAsync(
            $"第 {run} 批：{cases:N0} 件办件、{progress.Rows:N0} 行，用时 {clock.Elapsed.TotalSeconds:F1} 秒  run {run}: {cases:N0} cases, {progress.Rows:N0} rows in {clock.Elapsed.TotalSeconds:F1} s");
        return run;
    }
}
