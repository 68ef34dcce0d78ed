using GovPlatform.Bench;

// `./gov bench [NAME]`: one or all; each measures a ratio to a limit or to a peer of the same run.
var all = new Dictionary<string, Func<Running, Task<IReadOnlyList<Figure>>>>
{
    ["outbox"] = _ => OutboxBench.RunAsync(),
    ["start"] = StartBench.RunAsync,
    ["gateway"] = GatewayBench.RunAsync,
    ["case"] = CaseBench.RunAsync,
    ["intake"] = IntakeBench.RunAsync,
    ["lists"] = ListsBench.RunAsync,
    ["matters"] = _ => MattersBench.RunAsync(),
    ["memory"] = MemoryBench.RunAsync,
};
if (args.Length > 1 || args.Any(name => !all.ContainsKey(name)))
{
    Console.Error.WriteLine($"usage: gov bench [{string.Join('|', all.Keys)}]");
    return 64;
}
await using var platform = new Running();
var figures = new List<Figure>();
foreach (var (name, run) in all.Where(one => args.Length == 0 || args[0] == one.Key))
{
    Console.WriteLine($"— {name}");
    try
    {
        figures.AddRange(await run(platform));
    }
    catch (CannotMeasureException e)
    {
        Console.Error.WriteLine($"{name}: {e.Message}");
        return 1;
    }
}
await Report.WriteAsync(figures, args.FirstOrDefault() ?? "all");
return figures.All(figure => figure.Met != false) ? 0 : 1;
