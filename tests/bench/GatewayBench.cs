using System.Diagnostics;

namespace GovPlatform.Bench;

/// <summary>What the gateway adds to a small read: the same GET through it and straight at the service, in turn, so that whatever else the machine does falls on both.</summary>
internal static class GatewayBench
{
    private const string Path = "/api/matters/v1/matters?limit=1";
    private const int Warm = 150;
    // With the warm-up below the burst that one address may send (gateway/appsettings.json).
    private const int Count = 700;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Running platform)
    {
        await platform.NeedAsync();
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var (gateway, direct) = (new Uri(platform.Gateway, Path), new Uri(platform.AddressOf("matters"), Path));
        var (through, straight) = (new List<double>(Count), new List<double>(Count));
        for (var i = -Warm; i < Count; i++)
        {
            var (a, b) = (await TimeAsync(http, gateway), await TimeAsync(http, direct));
            if (i < 0)
                continue;
            through.Add(a);
            straight.Add(b);
        }
        return
        [
            new("gateway", "GET of 1 matter through it, p50", At(through, 0.5), "ms", At(straight, 0.5), "direct", 2.5),
            new("gateway", "GET of 1 matter through it, p95", At(through, 0.95), "ms", At(straight, 0.95), "direct", 2.5),
        ];
    }

    private static async Task<double> TimeAsync(HttpClient http, Uri address)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync(address);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : throw new CannotMeasureException($"GET {address} → {(int)answer.StatusCode}");
    }

    private static double At(List<double> times, double share)
    {
        times.Sort();
        return times[(int)(share * (times.Count - 1))];
    }
}
