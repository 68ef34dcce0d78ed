using System.Text;
using System.Text.Encodings.Web;

namespace GovPlatform.Bench;

/// <summary>The table on the console, and the same as Markdown with a chart in .data/bench (not committed).</summary>
internal static class Report
{
    private const int Bar = 22;
    private const int Left = 300;
    private const int Scale = 320;

    public static async Task WriteAsync(IReadOnlyList<Figure> figures, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Local.Source.Root, ".data", "bench")).FullName;
        var now = TimeProvider.System.GetUtcNow();
        var lines = new StringBuilder($"# bench {name}, {now:yyyy-MM-dd HH:mm} UTC\n\n{Environment.ProcessorCount} cores, load before and during: {File.ReadAllText("/proc/loadavg").Trim()}\n\n![ratios]({name}.svg)\n\n");
        lines.AppendLine("| bench | what | value | beside | ratio | goal | met |").AppendLine("|---|---|---|---|---|---|---|");
        Console.WriteLine($"\n{"",-9}{"",-44}{"value",14}{"beside",14}  ratio   goal");
        foreach (var figure in figures)
        {
            var (value, beside) = ($"{figure.Value:N1} {figure.Unit}", figure.Of is { } of ? $"{of:N1} {figure.Unit}" : "");
            var met = figure.Met switch { true => "✓", false => "✗", null => "" };
            Console.WriteLine($"{figure.Bench,-9}{figure.What,-44}{value,14}{beside,14}  {figure.Ratio,5:0.00}  {figure.GoalText,6} {met} {figure.OfWhat}");
            lines.AppendLine($"| {figure.Bench} | {figure.What} | {value} | {beside} {figure.OfWhat} | {figure.Ratio:0.00} | {figure.GoalText} | {met} |");
        }
        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.md"), lines.ToString());
        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.svg"), Chart([.. figures.Where(figure => figure.Ratio is not null)]));
        Console.WriteLine($"\n{Path.Combine(folder, name)}.md, .svg");
    }

    /// <summary>A bar a ratio, and a mark where its goal is.</summary>
    private static string Chart(IReadOnlyList<Figure> figures)
    {
        var most = figures.SelectMany(figure => new[] { figure.Ratio!.Value, figure.Goal ?? 0 }).DefaultIfEmpty(1).Max();
        var svg = new StringBuilder($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Left + Scale + 120}\" height=\"{(figures.Count * Bar) + 20}\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        foreach (var (i, figure) in figures.Index())
        {
            var y = 10 + (i * Bar);
            var width = figure.Ratio!.Value / most * Scale;
            var colour = figure.Met switch { true => "#2e7d4f", false => "#b3261e", null => "#7a8894" };
            svg.AppendLine($"<text x=\"{Left - 8}\" y=\"{y + 14}\" text-anchor=\"end\">{HtmlEncoder.Default.Encode($"{figure.Bench}: {figure.What}")}</text>");
            svg.AppendLine($"<rect x=\"{Left}\" y=\"{y + 3}\" width=\"{width:0.#}\" height=\"{Bar - 8}\" fill=\"{colour}\"/>");
            svg.AppendLine($"<text x=\"{Left + Math.Max(width, (figure.Goal ?? 0) / most * Scale) + 6:0.#}\" y=\"{y + 14}\">{figure.Ratio:0.00} {HtmlEncoder.Default.Encode(figure.GoalText)}</text>");
            if (figure.Goal is { } goal)
                svg.AppendLine($"<path d=\"M{Left + (goal / most * Scale):0.#} {y} v{Bar - 2}\" stroke=\"#111\" stroke-width=\"2\"/>");
        }
        return svg.Append("</svg>\n").ToString();
    }
}
