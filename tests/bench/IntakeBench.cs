using System.Diagnostics;
using GovPlatform.Ops;

namespace GovPlatform.Bench;

/// <summary>
/// Applications a second that intake takes in whole (parties, form, materials, number, event, audit, one call each), at the service of a running
/// platform, with everything on this machine; beside it the same statements in pgbench, by as many clients, on the same server.
/// </summary>
internal static class IntakeBench
{
    private const double Floor = 0.5;
    private static readonly int[] Clients = [8, 32, 100];
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    // Until what runs often is compiled for speed, in every service that takes part.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Figure>> RunAsync(Running platform)
    {
        await platform.NeedAsync();
        using var client = new DemoClient(platform.Gateway);
        var applications = await IntakeApplications.PrepareAsync(client, platform.AddressOf("intake"));
        List<Figure> figures = [];
        await TakeAsync(applications, 32, WarmUp);
        await using var peer = await IntakePeer.CreateAsync(platform.Database("intake"));
        string[] listeners = [platform.Database("notifications"), platform.Database("supervision")];
        await peer.UntilQuietAsync(listeners);
        foreach (var database in listeners.Append(platform.Database("intake")))
            await IntakePeer.AnalyzeAsync(database);
        foreach (var clients in Clients)
        {
            var (rate, p50, p95) = await TakeAsync(applications, clients, Time);
            await peer.UntilQuietAsync(listeners);
            var bare = await peer.PerSecondAsync(clients, Time);
            figures.Add(new("intake", $"applications taken in, {clients} clients", rate, "/s", bare, "pgbench, the same statements", Floor, AtLeast: true));
            figures.Add(new("intake", $"p50 of these, {clients} clients", p50, "ms"));
            figures.Add(new("intake", $"p95 of these, {clients} clients", p95, "ms"));
        }
        return figures;
    }

    private static async Task<(double Rate, double P50, double P95)> TakeAsync(IntakeApplications applications, int clients, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var times = (await Task.WhenAll(Enumerable.Range(0, clients).Select(n => applications.SendAsync(n, clock, time)))).SelectMany(one => one).Order().ToList();
        return (times.Count / clock.Elapsed.TotalSeconds, times[times.Count / 2], times[times.Count * 95 / 100]);
    }
}
