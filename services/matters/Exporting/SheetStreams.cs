using System.IO.Compression;
using System.Text;
using System.Xml;
using GovPlatform.Matters.Importing;

namespace GovPlatform.Matters.Exporting;

/// <summary>Writes rows as CSV or as sheets of a workbook, a row at a time.</summary>
internal static class SheetStreams
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>UTF-8 with a byte order mark, by which Excel knows it.</summary>
    public static async Task WriteCsvAsync(Stream to, IAsyncEnumerable<string[]> rows, CancellationToken ct)
    {
        await using var writer = new StreamWriter(to, new UTF8Encoding(true), leaveOpen: true);
        await foreach (var row in rows.WithCancellation(ct))
            await writer.WriteAsync($"{string.Join(',', row.Select(CsvCell.Write))}\r\n");
    }

    /// <summary>Every cell is an inline string: what stands in one never runs.</summary>
    public static async Task WriteWorkbookAsync(Stream to, IReadOnlyList<(string Name, IAsyncEnumerable<string[]> Rows)> sheets, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        var numbers = Enumerable.Range(1, sheets.Count).ToList();
        await PartAsync(zip, "[Content_Types].xml", $"""
            <Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/>{Each(numbers, n => $"""<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{Types}.worksheet+xml"/>""")}</Types>
            """, ct);
        await PartAsync(zip, "_rels/.rels", $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="r1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""", ct);
        await PartAsync(zip, "xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{Each(numbers, n => $"""<sheet name="{sheets[n - 1].Name}" sheetId="{n}" r:id="r{n}"/>""")}</sheets></workbook>
            """, ct);
        await PartAsync(zip, "xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{Package}/relationships">{Each(numbers, n => $"""<Relationship Id="r{n}" Type="{Relations}/worksheet" Target="worksheets/sheet{n}.xml"/>""")}</Relationships>
            """, ct);
        foreach (var n in numbers)
        {
            await using var part = await zip.CreateEntry($"xl/worksheets/sheet{n}.xml", CompressionLevel.Fastest).OpenAsync(ct);
            await using var writer = new StreamWriter(part);
            // The head stays where it is.
            await writer.WriteAsync($"""<worksheet xmlns="{Main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>""");
            await foreach (var row in sheets[n - 1].Rows.WithCancellation(ct))
                await writer.WriteAsync($"<row>{Each(row, Cell)}</row>");
            await writer.WriteAsync("</sheetData></worksheet>");
        }
    }

    private static async Task PartAsync(ZipArchive zip, string name, string xml, CancellationToken ct)
    {
        await using var part = await zip.CreateEntry(name).OpenAsync(ct);
        await part.WriteAsync(Encoding.UTF8.GetBytes($"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{xml}"""), ct);
    }

    private static string Each<T>(IEnumerable<T> items, Func<T, string> write) => string.Concat(items.Select(write));

    private static string Cell(string text)
    {
        if (text.Length == 0)
            return "<c/>";
        var xml = new StringBuilder("""<c t="inlineStr"><is><t xml:space="preserve">""");
        for (var i = 0; i < text.Length; i++)
            _ = text[i] switch
            {
                '&' => xml.Append("&amp;"),
                '<' => xml.Append("&lt;"),
                '>' => xml.Append("&gt;"),
                '\r' => xml.Append("&#13;"),
                var c when XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) => xml.Append(c),
                _ => xml,
            };
        return xml.Append("</t></is></c>").ToString();
    }
}
