using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace GovPlatform.Matters.Importing;

/// <summary>The rows of one sheet of a workbook, as they stream by.</summary>
internal sealed class WorkbookSheet(ZipArchiveEntry part, Lazy<IReadOnlyList<string>> shared)
{
    private static readonly CellFault Unreadable = new(null, "workbook-unreadable", "工作表无法读取", "The sheet cannot be read");

    public IEnumerable<SheetRow> Rows()
    {
        using var xml = Open();
        var line = 0;
        List<string> cells = [];
        List<CellFault> faults = [];
        for (var broken = xml is null; broken || Next(xml!, out broken);)
        {
            if (broken)
            {
                yield return new(line + 1, [], [Unreadable]);
                yield break;
            }
            if (xml!.LocalName != "row")
                continue;
            cells.Clear();
            faults.Clear();
            var before = line;
            line = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : line + 1;
            // Rows are known by their number from here on.
            if (line <= before)
                faults.Add(new(null, "row-order", $"行号{line}重复或者不在前一行之后", $"Row {line} does not follow the row before it"));
            try
            {
                Row(xml, cells, faults);
            }
            catch (Exception e) when (PackedXml.IsFault(e) || e is FormatException or OverflowException or ArgumentOutOfRangeException)
            {
                faults.Add(Unreadable);
            }
            if (faults.Count > 0 || cells.Any(text => text.Length > 0))
                yield return new(line, [.. cells], faults.Count > 0 ? [.. faults] : null);
            if (faults.Any(fault => fault.Cell is null))
                yield break;
        }
    }

    public static IReadOnlyList<string> SharedTexts(ZipArchiveEntry? part)
    {
        List<string> texts = [];
        if (part is null)
            return texts;
        using var xml = PackedXml.Open(part, part.Length);
        while (xml.Step())
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
                texts.Add(TextOf(xml));
        return texts;
    }

    /// <summary>Null where the part itself is broken.</summary>
    private XmlReader? Open()
    {
        try
        {
            return PackedXml.Open(part, part.Length);
        }
        catch (Exception e) when (PackedXml.IsFault(e))
        {
            return null;
        }
    }

    /// <summary>Moves to the next element.</summary>
    private static bool Next(XmlReader xml, out bool broken)
    {
        broken = false;
        try
        {
            while (xml.Step())
                if (xml.NodeType == XmlNodeType.Element)
                    return true;
            return false;
        }
        catch (Exception e) when (PackedXml.IsFault(e))
        {
            return broken = true;
        }
    }

    private void Row(XmlReader xml, List<string> cells, List<CellFault> faults)
    {
        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        while (xml.Step() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
                continue;
            var place = xml.GetAttribute("r") is { } address ? ColumnOf(address) : cells.Count;
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, Sheet.MostColumns);
            while (cells.Count < place)
                cells.Add("");
            var (text, formula) = Cell(xml);
            if (text.Length == 0 && formula)
                faults.Add(new(place, "formula-without-value", "公式没有保存结果，请在表格软件中重新计算并保存", "The formula has no value: calculate and save the sheet again"));
            cells.Add(text.Trim());
        }
    }

    private (string Text, bool Formula) Cell(XmlReader xml)
    {
        var (type, value, formula) = (xml.GetAttribute("t"), "", false);
        if (xml.IsEmptyElement)
            return (value, false);
        var depth = xml.Depth;
        while (xml.Step() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "f")
                formula = true;
            else if (xml.LocalName == "is")
                value = TextOf(xml);
            else if (xml.LocalName == "v")
                value = TextOf(xml);
        }
        return (type switch
        {
            "s" when value.Length > 0 => shared.Value[int.Parse(value, CultureInfo.InvariantCulture)],
            // An error such as #REF! is no value.
            "e" => "",
            null or "n" => Number(value),
            _ => value,
        }, formula || type == "e");
    }

    /// <summary>The text of an element in its runs, without the reading aids of Japanese.</summary>
    private static string TextOf(XmlReader xml)
    {
        var text = new StringBuilder();
        if (xml.IsEmptyElement)
            return "";
        var (depth, aid) = (xml.Depth, false);
        while (xml.Step() && xml.Depth > depth)
        {
            if (xml.LocalName == "rPh")
                aid = xml.NodeType == XmlNodeType.Element;
            else if (!aid && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                xml.AppendText(text);
        }
        return text.ToString();
    }

    /// <summary>A long code may be kept as 4.10101001E+11.</summary>
    private static string Number(string value) =>
        decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.############", CultureInfo.InvariantCulture) : value;

    /// <summary>AB7 is the 28th column, counted from 0: 27.</summary>
    private static int ColumnOf(string address) =>
        address.TakeWhile(char.IsAsciiLetterUpper).Aggregate(0, (sum, letter) => Math.Min((sum * 26) + letter - 'A' + 1, Sheet.MostColumns + 2)) - 1;
}
