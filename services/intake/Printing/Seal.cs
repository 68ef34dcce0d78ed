using System.Globalization;
using System.Text;

namespace GovPlatform.Intake;

/// <summary>The picture of an agency's seal: its own where it has given one, else a round one drawn from its name.</summary>
internal static class Seal
{
    private const double Radius = 36.5;
    private const string Red = "#d3202a";

    public static Markup Picture(string agency, byte[]? own) =>
        own is null ? Drawn(agency) : Markup.Of($"<img class=\"seal\" alt=\"{agency}\" src=\"data:image/png;base64,{Convert.ToBase64String(own)}\">");

    /// <summary>圆章: the name along the arc, a star in the middle, 办件专用章 below. Each character is set by itself: the renderer knows no text on a path.</summary>
    public static Markup Drawn(string agency)
    {
        var name = agency.EnumerateRunes().ToList();
        var step = name.Count < 2 ? 0 : Math.Min(28, 256.0 / (name.Count - 1));
        var size = name.Count < 2 ? 14 : Math.Min(14, step / 180 * Math.PI * Radius * 0.92);
        var arc = Markup.Join(name.Select((rune, i) => Markup.Of(
            $"<text x=\"50\" y=\"{Number(50 - Radius + size * 0.36)}\" font-size=\"{Number(size)}\" text-anchor=\"middle\" transform=\"rotate({Number((i - (name.Count - 1) / 2.0) * step)} 50 50)\">{rune}</text>")));
        return Markup.Of($"""
            <svg class="seal" viewBox="0 0 100 100" xmlns="http://www.w3.org/2000/svg"><g fill="{Red}" font-family="AR PL UMing CN">
            <circle cx="50" cy="50" r="48" fill="none" stroke="{Red}" stroke-width="2.4"/><polygon points="{Star(50, 48, 13)}"/>{arc}
            <text x="50" y="80" font-size="9" text-anchor="middle" font-family="WenQuanYi Micro Hei">办件专用章</text></g></svg>
            """);
    }

    private static string Star(double x, double y, double radius)
    {
        var points = new StringBuilder();
        for (var corner = 0; corner < 10; corner++)
        {
            var (r, angle) = (corner % 2 == 0 ? radius : radius * 0.382, (corner * 36 - 90) * Math.PI / 180);
            points.Append(CultureInfo.InvariantCulture, $"{x + r * Math.Cos(angle):0.##},{y + r * Math.Sin(angle):0.##} ");
        }
        return points.ToString().TrimEnd();
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
