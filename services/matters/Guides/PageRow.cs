namespace GovPlatform.Matters;

/// <summary>A row of a printed page: cells of set widths in em, so that its height is known before it is drawn.</summary>
internal sealed record PageRow(IReadOnlyList<PageRow.Cell> Cells)
{
    /// <summary>CSS of the rows: what the measure counts on.</summary>
    public const string Style = """
        table.r { table-layout: fixed; margin: -.5pt 0 0; }
        table.r th, table.r td { padding: .2em .4em; line-height: 1.35; width: auto; vertical-align: middle; word-break: break-all; overflow-wrap: anywhere; }
        table.r td.c { text-align: center; }
        """;

    private const double LineHeight = 1.35;
    private const double Padding = 0.4;
    // Side padding, and a character that may not stand where the line ends.
    private const double Lost = 0.8 + 0.6;

    /// <param name="Width">In em.</param>
    internal sealed record Cell(string Text, double Width, bool Head = false, bool Centred = false);

    /// <summary>In em.</summary>
    public double Height => Cells.Max(cell => cell.Text.Split('\n').Sum(line => Math.Max(1, Math.Ceiling(WidthOf(line) / (cell.Width - Lost))))) * LineHeight + Padding;

    public Markup Html() => Markup.Of($"<table class=\"r\"><colgroup>{Markup.Join(Cells.Select(Column))}</colgroup><tr>{Markup.Join(Cells.Select(CellHtml))}</tr></table>");

    private Markup Column(Cell cell) => Markup.Of($"<col style=\"width:{cell.Width / Cells.Sum(other => other.Width) * 100:0.###}%\">");

    private static Markup CellHtml(Cell cell)
    {
        var text = Markup.Join(cell.Text.Split('\n').Select((line, i) => i == 0 ? Markup.Of($"{line}") : Markup.Of($"<br>{line}")));
        return cell.Head ? Markup.Of($"<th>{text}</th>") : Markup.Of($"<td class=\"{(cell.Centred ? "c" : "")}\">{text}</td>");
    }

    /// <summary>A Chinese character is one em, a Latin one about half.</summary>
    private static double WidthOf(string text) => text.Sum(c => c < 0x2000 ? 0.56 : 1);
}
