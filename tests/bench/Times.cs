using System.Diagnostics;

namespace GovPlatform.Bench;

/// <summary>Times of answers, one request at a time, by the client on loopback: an upper bound of the service's own.</summary>
internal static class Times
{
    private const double Limit = 10;

    /// <param name="warm">So many of the first do not count: plans, pages and compiled code are there then, as they are an hour after a start.</param>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string bench, string what, IEnumerable<(HttpClient Http, string Path)> requests, int warm)
    {
        List<(double Time, string Path)> all = [];
        foreach (var (http, path) in requests)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            await answer.Content.ReadAsByteArrayAsync();
            all.Add((answer.IsSuccessStatusCode ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : throw new CannotMeasureException($"GET {path} → {(int)answer.StatusCode}"), path));
        }
        var counted = all.Skip(warm).OrderBy(one => one.Time).ToList();
        Console.WriteLine($"  {what}: {counted.Count} requests, the slowest {counted[^1].Time:0.0} ms: {Uri.UnescapeDataString(counted[^1].Path)}");
        return
        [
            new(bench, $"{what}, p50", counted[counted.Count / 2].Time, "ms", Limit, "limit"),
            new(bench, $"{what}, p95", counted[counted.Count * 95 / 100].Time, "ms", Limit, "limit", 1),
        ];
    }
}
