using System.Globalization;

namespace GovPlatform.Bench;

/// <summary>PSS of every .NET process of the platform, the launcher among them; shared pages count in parts, so the sum is what they take together.</summary>
internal static class MemoryBench
{
    private const double Limit = 1536;
    private static readonly string[] NotDotnet = ["postgres", "rabbitmq"];

    public static async Task<IReadOnlyList<Figure>> RunAsync(Running platform)
    {
        await platform.NeedAsync();
        if (platform.State is not { } state)
            throw new CannotMeasureException("GOV_URL names a platform that this machine's launcher did not start: its processes are not known");
        var parts = state.Parts.Where(part => !NotDotnet.Contains(part.Name)).SelectMany(part => part.Processes.Select(process => (part.Name, process.Id)))
            .Append(("launcher", state.Launcher.Id))
            .Select(part => new Figure("memory", part.Item1, Megabytes(part.Id), "MB"))
            .ToList();
        return [.. parts, new("memory", $"all {parts.Count} .NET processes", parts.Sum(part => part.Value), "MB", Limit, "limit", 1)];
    }

    public static double Megabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/smaps_rollup").First(line => line.StartsWith("Pss:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
