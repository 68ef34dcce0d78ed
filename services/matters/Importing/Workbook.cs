using System.IO.Compression;
using System.Xml;

namespace GovPlatform.Matters.Importing;

/// <summary>
/// Reads an Excel workbook (ECMA-376) a row at a time. Of a formula it takes the value that the spreadsheet kept, and says so where there is none.
/// </summary>
internal sealed class Workbook : IDisposable
{
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";

    // Of what is unpacked: a few kilobytes can unpack into gigabytes.
    private const long MostBytes = 300L * 1024 * 1024;
    private const long MostTextBytes = 64L * 1024 * 1024;
    private const long MostBookBytes = 1024 * 1024;
    private const int MostParts = 1000;
    private const string Book = "xl/workbook.xml";
    private const string BookRelations = "xl/_rels/workbook.xml.rels";
    private const string Texts = "xl/sharedStrings.xml";

    private readonly ZipArchive zip;
    private readonly List<(string Name, string Part)> sheets;

    private Workbook(ZipArchive zip, List<(string, string)> sheets) => (this.zip, this.sheets) = (zip, sheets);

    /// <summary>The workbook, or why it cannot be taken. Rows are not read yet.</summary>
    public static (Workbook? Workbook, CellFault? Fault) Open(Stream file)
    {
        ZipArchive? zip = null;
        try
        {
            zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MostParts || zip.Entries.Sum(part => part.Length) > MostBytes || zip.GetEntry(Texts)?.Length > MostTextBytes
                || zip.GetEntry(Book)?.Length > MostBookBytes || zip.GetEntry(BookRelations)?.Length > MostBookBytes)
                return (null, new(null, "workbook-too-large", "工作簿解压后过大", "The workbook unpacks to too much"));
            if (zip.GetEntry("xl/vbaProject.bin") is not null)
                return (null, new(null, "workbook-macros", "不接收带宏的工作簿，请另存为 .xlsx", "A workbook with macros is not taken: save it as .xlsx"));
            var sheets = Sheets(zip);
            return sheets.Any(sheet => Means(sheet.Name) == MatterRows.MattersFile)
                ? (new(zip, sheets), null)
                : (null, new(null, "workbook-sheets", "工作簿中应有名为“事项”和“材料”的工作表", "The workbook has no sheet named 事项 (matters)"));
        }
        catch (Exception e) when (PackedXml.IsFault(e))
        {
            zip?.Dispose();
            return (null, new(null, "workbook-unreadable", "文件不是 Excel 工作簿（.xlsx）", "The file is no Excel workbook (.xlsx)"));
        }
    }

    /// <summary>The rows of the sheet that means this: matters or materials; none where there is no such sheet.</summary>
    public IEnumerable<SheetRow> Rows(string sheet) =>
        sheets.FirstOrDefault(one => Means(one.Name) == sheet).Part is { } part ? new WorkbookSheet(zip.GetEntry(part)!, Shared).Rows() : [];

    public bool Has(string sheet) => sheets.Any(one => Means(one.Name) == sheet);

    public void Dispose() => zip.Dispose();

    private Lazy<IReadOnlyList<string>> Shared => field ??= new(() => WorkbookSheet.SharedTexts(zip.GetEntry(Texts)));

    /// <summary>事项材料 are materials.</summary>
    private static string? Means(string name) =>
        name.Contains("材料", StringComparison.Ordinal) || name == MatterRows.MaterialsFile ? MatterRows.MaterialsFile
        : name.Contains("事项", StringComparison.Ordinal) || name == MatterRows.MattersFile ? MatterRows.MattersFile : null;

    private static List<(string Name, string Part)> Sheets(ZipArchive zip)
    {
        Dictionary<string, string> parts = [];
        using (var relations = Xml(zip, BookRelations))
            while (relations.ReadToFollowing("Relationship", Relations))
                parts[relations.GetAttribute("Id") ?? ""] = relations.GetAttribute("Target") is ['/', .. var absolute] ? absolute : $"xl/{relations.GetAttribute("Target")}";
        List<(string Name, string Part)> sheets = [];
        using var book = Xml(zip, Book);
        while (book.Step())
            if (book.NodeType == XmlNodeType.Element && book.LocalName == "sheet" && parts.TryGetValue(RelationOf(book), out var part) && zip.GetEntry(part) is not null)
                sheets.Add((book.GetAttribute("name") ?? "", part));
        return sheets;
    }

    // r:id, whose namespace differs between the two editions of the standard.
    private static string RelationOf(XmlReader sheet)
    {
        for (var more = sheet.MoveToFirstAttribute(); more; more = sheet.MoveToNextAttribute())
            if (sheet.LocalName == "id" && sheet.Prefix.Length > 0)
            {
                var id = sheet.Value;
                sheet.MoveToElement();
                return id;
            }
        sheet.MoveToElement();
        return "";
    }

    private static XmlReader Xml(ZipArchive zip, string part) =>
        PackedXml.Open(zip.GetEntry(part) ?? throw new InvalidDataException(part), MostBookBytes);
}
