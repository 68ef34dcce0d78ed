using System.Diagnostics;
using GovPlatform.Ops;

namespace GovPlatform.Bench;

/// <summary>
/// Whole cases a second over HTTP, from the search to the rating, by a few patient people at once; beside it the small reads
/// that the same number of clients get from one service in that time.
/// </summary>
internal static class CaseBench
{
    private const int People = 4;
    private const int CasesEach = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);
    // Matters with a licence that a person decides.
    private static readonly string[] Words = ["食品经营许可", "公共场所卫生许可", "农药经营", "道路货物运输"];

    public static async Task<IReadOnlyList<Figure>> RunAsync(Running platform)
    {
        await platform.NeedAsync();
        var clients = Enumerable.Range(0, People).Select(_ => new DemoClient(platform.Gateway)).ToList();
        await Task.WhenAll(clients.Select((client, n) => CasesAsync(client, 1000 + n, 1, default)));
        using var enough = new CancellationTokenSource(Longest);
        var clock = Stopwatch.StartNew();
        var done = (await Task.WhenAll(clients.Select((client, n) => CasesAsync(client, n * CasesEach, CasesEach, enough.Token)))).Sum();
        var rate = done / clock.Elapsed.TotalSeconds;
        var repeats = clients.Sum(client => client.Repeats);
        clients.ForEach(client => client.Dispose());
        Figure[] figures =
        [
            new("case", $"whole cases, {People} at once, {done} in all", rate, "/s"),
            new("case", "requests that had to be repeated", repeats, ""),
        ];
        return await ReadsAsync(platform) is { } reads ? [.. figures, new("case", "small GETs that one case costs", reads / rate, "")] : figures;
    }

    private static async Task<int> CasesAsync(DemoClient client, int first, int count, CancellationToken ct)
    {
        var done = 0;
        try
        {
            var people = await DemoDirectory.ReadAsync(client, ct);
            var report = new DemoReport(TextWriter.Null, quiet: true);
            for (; done < count && !ct.IsCancellationRequested; done++)
                await WholeAsync(new(client, people, report, first + done, ct), Words[(first + done) % Words.Length]);
        }
        catch (SurpriseException e)
        {
            throw new CannotMeasureException(e.Message);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The time is over: what is finished counts.
        }
        return done;
    }

    private static async Task WholeAsync(DemoCase work, string word)
    {
        await work.SignInAsync();
        await work.SearchAsync(word);
        await work.ApplyAsync("counter");
        await work.UploadAsync();
        await work.SubmitAsync();
        await work.ReceiveAsync();
        await work.AcceptAsync();
        await work.ClaimAsync();
        await work.GrantAsync();
        await work.WaitForLicenceAsync();
        await work.HandOverAsync();
        await work.TakeInAsync();
        await work.DeliverAsync();
        await work.RateAsync();
    }

    private static async Task<double?> ReadsAsync(Running platform)
    {
        if (platform.Find("matters") is not { } address)
            return null;
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
        var clock = Stopwatch.StartNew();
        var reads = await Task.WhenAll(Enumerable.Range(0, People).Select(async _ =>
        {
            var count = 0;
            for (; clock.Elapsed < TimeSpan.FromSeconds(5); count++)
                await http.GetByteArrayAsync(new Uri("/api/matters/v1/matters?limit=1", UriKind.Relative));
            return count;
        }));
        return reads.Sum() / clock.Elapsed.TotalSeconds;
    }
}
