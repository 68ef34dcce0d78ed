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

    public static string Draw(Flow flow)
    {
        var boxes = Place(flow);
        var height = boxes.Values.Max(box => box.Y + box.Height) + 24;
        var lines = Markup.Join(flow.Edges.Select(edge => Line(edge, boxes[edge.From], boxes[edge.To])));
        var shapes = Markup.Join(boxes.Values.Select(Shape));
        return Markup.Of($"""
            <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" font-family="{Fonts}" font-size="15" lang="zh-CN">
            <title id="t">{Clean(flow.Name)}办理流程图</title>
            <desc id="d">{Clean(Told(flow))}</desc>
            <defs><marker id="a" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="#456"/></marker></defs>
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
            return Drawn($"M{from.Centre} {from.Y + from.Height}V{to.Y - 1}", edge.Label, from.Centre + 8, (from.Y + from.Height + to.Y) / 2 + 4, "start");
        // A side procedure goes and returns by one line with two heads.
        if (from.Node.Kind == Flow.Side)
            return new("");
        if (from.Node.Kind == Flow.Supplement)
            return Drawn($"M{from.Centre} {from.Y}V{to.MiddleY}H{to.X - 1}", edge.Label, from.Centre + 8, to.MiddleY - 6, "start");
        var (begin, end) = to.X < from.X ? (from.X, to.X + BoxWidth + 1) : (from.X + BoxWidth + 1, to.X - 1);
        var y = Math.Min(from.Y + to.Height / 2, from.Y + from.Height - 8);
        var turn = begin + 30;
        return to.Node.Kind == Flow.Side
            ? Drawn(y == to.MiddleY ? $"M{begin} {y}H{end}" : $"M{begin} {y}H{turn}V{to.MiddleY}H{end}", edge.Label, (turn + end) / 2, to.MiddleY - 6, "middle", true)
            : Drawn($"M{begin} {y}H{end}", edge.Label, (begin + end) / 2, y - 6, "middle");
    }

    private static Markup Drawn(string path, string? label, int x, int y, string anchor, bool back = false)
    {
        var line = Markup.Of($"""<path d="{path}" fill="none" stroke="#456" stroke-width="1.5" marker-end="url(#a)" marker-start="{(back ? "url(#a)" : "none")}"/>""");
        return label is null ? line : Markup.Join([line, Markup.Of($"""<text x="{x}" y="{y}" font-size="12" fill="#345" text-anchor="{anchor}">{label}</text>""")]);
    }

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
