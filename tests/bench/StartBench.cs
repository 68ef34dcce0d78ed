namespace GovPlatform.Bench;

/// <summary>From built to ready, on an empty folder and again on its data; the limit is that of the platform's own issue.</summary>
internal static class StartBench
{
    private const double Limit = 45;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Running platform)
    {
        if (platform.IsUp)
        {
            Console.WriteLine("a platform is up already, and a second beside it would measure both: skipped (./gov down first)");
            return [];
        }
        Running.Forget();
        var first = await platform.StartAsync();
        await platform.StopAsync();
        var again = await platform.StartAsync();
        return
        [
            new("start", "empty folder, to ready", first, "s", Limit, "limit", 1),
            new("start", "on its data, to ready", again, "s", Limit, "limit", 1),
        ];
    }
}
