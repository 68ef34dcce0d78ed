using System.Globalization;
using System.Xml;

namespace GovPlatform.Matters;

/// <summary>Draws a flow as SVG: steps downwards in the middle, ways out on the left, time that does not count on the right.</summary>
internal static class FlowPicture
{
    private const int Width = 890;
    private const int BoxWidth = 230;
    private const int Left = 20;
    private const int Middle = 330;
    private const int Right = 640;
    private const int Gap = 44;
    private const int LineHeight = 20;
    private const double PerLine = 16.6;
    private const string Fonts = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',sans-serif";

    private sealed record Box(Flow.Node Node, int X, int Y, IReadOnlyList<string> Title, IReadOnlyList<string> Notes)
    {
        public int Height => 20 + LineHeight * Title.Count + (LineHeight - 3) * Notes.Count;

        public int Centre => X + BoxWidth / 2;

        public int MiddleY => Y + Height / 2;
    }

    /// <param name="fonts">What a printed page has; screens have their own.</param>
    public static string Draw(Flow flow, string fonts = Fonts)
    {
        var boxes = Place(flow);
        var height = boxes.Values.Max(box => box.Y + box.Height) + 24;
        var lines = Markup.Join(flow.Edges.Select(edge => Line(edge, boxes[edge.From], boxes[edge.To])));
        var shapes = Markup.Join(boxes.Values.Select(Shape));
        return Markup.Of($"""
            <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" font-family="{fonts}" font-size="15" lang="zh-CN">
            <title id="t">{Clean(flow.Name)}办理流程图</title>
            <desc id="d">{Clean(Told(flow))}</desc>
            <rect width="{Width}" height="{height}" fill="#fff"/>
            {Heading(flow.Name)}
            {lines}{shapes}</svg>
            """).Text;
    }

    /// <summary>The straight line first; what stands beside a step is put beside it, and pushes the next step down where it is taller.</summary>
    private static Dictionary<string, Box> Place(Flow flow)
    {
        Dictionary<string, Box> boxes = [];
        var y = 40 + 24 * Wrap(flow.Name, 36).Count;
        foreach (var step in flow.Nodes.Where(node => node.Kind == Flow.Step))
        {
            var beside = flow.Edges.Where(edge => edge.From == step.Id).Select(edge => flow.Nodes.First(node => node.Id == edge.To)).Where(node => node.Kind != Flow.Step).ToList();
            var bottom = Math.Max(Stack(boxes, [step], Middle, y), Math.Max(
                Stack(boxes, beside.Where(node => node.Kind is Flow.Supplement || (node.Kind == Flow.Exit && node.Id == "denied")), Left, y),
                Stack(boxes, beside.Where(node => node.Kind == Flow.Side || (node.Kind == Flow.Exit && node.Id != "denied")), Right, y)));
            y = bottom + Gap;
        }
        return boxes;
    }

    private static int Stack(Dictionary<string, Box> boxes, IEnumerable<Flow.Node> nodes, int x, int y)
    {
        var bottom = y;
        foreach (var node in nodes)
        {
            var box = BoxOf(node, x, bottom == y ? y : bottom + 14);
            boxes[node.Id] = box;
            bottom = box.Y + box.Height;
        }
        return bottom;
    }

    private static Box BoxOf(Flow.Node node, int x, int y) =>
        new(node, x, y, Wrap(node.Label, node.Kind == Flow.Exit ? 12 : 13), [.. new[] { node.Actor, node.Clock }.OfType<string>().SelectMany(text => Wrap(text, PerLine))]);

    private static Markup Shape(Box box)
    {
        var (fill, stroke, dash, radius) = box.Node.Kind switch
        {
            Flow.Step => ("#eaf2fb", "#2b6cb0", "none", 6),
            Flow.Exit => ("#fdeeee", "#b03a2e", "none", 22),
            Flow.Side => ("#fffbe6", "#a07800", "6 4", 6),
            _ => ("#f4f4f4", "#555", "none", 6),
        };
        var title = Texts(box.Title, box.Centre, box.Y + 25, 16, "#111", LineHeight, "600");
        var notes = Texts(box.Notes, box.Centre, box.Y + 25 + LineHeight * box.Title.Count - 2, 13, "#445", LineHeight - 3, "400");
        return Markup.Of($"""<g><rect x="{box.X}" y="{box.Y}" width="{BoxWidth}" height="{box.Height}" rx="{radius}" fill="{fill}" stroke="{stroke}" stroke-width="1.5" stroke-dasharray="{dash}"/>{title}{notes}</g>""");
    }

    private static Markup Texts(IReadOnlyList<string> lines, int x, int y, int size, string colour, int step, string weight) => Markup.Join(lines.Select((line, i) =>
        Markup.Of($"""<text x="{x}" y="{y + i * step}" font-size="{size}" font-weight="{weight}" fill="{colour}" text-anchor="middle">{line}</text>""")));

    private static Markup Heading(string name) => Texts(Wrap(name + "办理流程图", 36), Width / 2, 34, 20, "#111", 26, "600");

    private static Markup Line(Flow.Edge edge, Box from, Box to)
    {
        if (from.X == to.X)
            return Drawn([(from.Centre, from.Y + from.Height), (from.Centre, to.Y)]);
        // A side procedure goes and returns by one line with two heads.
        if (from.Node.Kind == Flow.Side)
            return new("");
        if (from.Node.Kind == Flow.Supplement)
            return Markup.Join([Drawn([(from.Centre, from.Y), (from.Centre, to.MiddleY), (to.X, to.MiddleY)]), Label(edge, from.Centre + 28, to.MiddleY - 6)]);
        var (begin, end) = to.X < from.X ? (from.X, to.X + BoxWidth) : (from.X + BoxWidth, to.X);
        var y = Math.Min(from.Y + to.Height / 2, from.Y + from.Height - 8);
        var turn = begin + 30;
        return to.Node.Kind == Flow.Side
            ? Markup.Join([Drawn([(begin, y), (turn, y), (turn, to.MiddleY), (end, to.MiddleY)]), Head(turn, y, begin, y), Label(edge, (turn + end) / 2, to.MiddleY - 6)])
            : Markup.Join([Drawn([(begin, y), (end, y)]), Label(edge, (begin + end) / 2, y - 6)]);
    }

    private static Markup Drawn(IReadOnlyList<(int X, int Y)> points)
    {
        var path = string.Join(' ', points.Select(point => $"{point.X},{point.Y}"));
        return Markup.Join([Markup.Of($"""<polyline points="{path}" fill="none" stroke="#456" stroke-width="1.5"/>"""), Head(points[^2].X, points[^2].Y, points[^1].X, points[^1].Y)]);
    }

    /// <summary>An arrow head drawn as a shape: not every renderer knows markers.</summary>
    private static Markup Head(int fromX, int fromY, int x, int y)
    {
        var (dx, dy) = (Math.Sign(x - fromX) * 10, Math.Sign(y - fromY) * 10);
        return Markup.Of($"""<path d="M{x} {y}L{x - dx - dy / 2} {y - dy - dx / 2}L{x - dx + dy / 2} {y - dy + dx / 2}z" fill="#456"/>""");
    }

    private static Markup Label(Flow.Edge edge, int x, int y) => Markup.Of($"""<text x="{x}" y="{y}" font-size="12" fill="#345" text-anchor="middle">{edge.Label}</text>""");

    /// <summary>The picture in words, for those who do not see it.</summary>
    private static string Told(Flow flow)
    {
        var labels = flow.Nodes.ToDictionary(node => node.Id, node => node.Label);
        var line = string.Join("，然后", flow.Nodes.Where(node => node.Kind == Flow.Step).Select(node => node.Clock is null ? node.Label : $"{node.Label}（{node.Clock}）"));
        var beside = flow.Edges.Where(edge => edge.Label is not null).Select(edge => $"{labels[edge.From]}：{edge.Label}，{labels[edge.To]}");
        return $"{line}。{string.Join("；", beside)}。";
    }

    /// <summary>Lines of so many Chinese characters; two of Latin count as one.</summary>
    private static List<string> Wrap(string text, double most)
    {
        List<string> lines = [""];
        var width = 0.0;
        for (var characters = StringInfo.GetTextElementEnumerator(Clean(text)); characters.MoveNext();)
        {
            var character = characters.GetTextElement();
            width += character[0] < 0x2E80 ? 0.55 : 1;
            if (width > most && !"，。、；：）》”".Contains(character, StringComparison.Ordinal))
            {
                lines.Add("");
                width = 1;
            }
            lines[^1] += character;
        }
        return lines;
    }

    /// <summary>Without what XML cannot hold.</summary>
    private static string Clean(string text) => new([.. text.Where(c => XmlConvert.IsXmlChar(c) && !char.IsControl(c) && !char.IsSurrogate(c))]);
}
