using System.IO.Compression;
using GovPlatform.Matters.Importing;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>Excel workbooks as spreadsheets write them, and files that only look like one.</summary>
public sealed class Workbooks
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public void texts_numbers_gaps_and_kept_values_of_formulas_are_read()
    {
        const string Rows = """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
            <row r="3"><c r="B3"><v>4.10101001E+11</v></c><c r="D3" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c></row>
            <row r="4"><c r="A4" t="str"><f>A1&amp;"x"</f><v>基本编码x</v></c><c r="B4"><f>1+1</f><v>2</v></c><c r="C4" t="b"><v>1</v></c></row>
            <row r="5"/>
            """;
        var rows = Read(Zip(Sheet(Rows), Part("xl/sharedStrings.xml", $"""<sst xmlns="{Main}"><si><t>基本编码</t></si><si><r><t>事项</t></r><r><t>名称</t></r><rPh><t>ジ</t></rPh></si></sst>""")));
        Assert.Equal([["基本编码", "事项名称"], ["", "410101001000", "", "甲乙"], ["基本编码x", "2", "1"]], rows.Select(row => row.Cells));
        Assert.Equal([1, 3, 4], rows.Select(row => row.Line));
        Assert.All(rows, row => Assert.Null(row.Faults));
    }

    [Theory]
    [InlineData("""<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>1+1</f></c></row>""", 2, 1, "formula-without-value")]
    [InlineData("""<row r="2"><c r="A2" t="e"><f>A9</f><v>#REF!</v></c></row>""", 2, 0, "formula-without-value")]
    [InlineData("""<row r="7"><c r="A7" t="s"><v>99</v></c></row>""", 7, null, "workbook-unreadable")]
    [InlineData("""<row r="8"><c r="ZZZ8"><v>1</v></c></row>""", 8, null, "workbook-unreadable")]
    [InlineData("""<row r="7"><c r="A7" t="s"><v>99999999999</v></c></row>""", 7, null, "workbook-unreadable")]
    [InlineData("""<row r="1"><c r="A1"><v>1</v></row>""", 1, null, "workbook-unreadable")]
    [InlineData("""<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>""", 2, null, "row-order")]
    [InlineData("""<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>""", 2, null, "row-order")]
    [InlineData("""<row r="0"><c r="A1"><v>1</v></c></row>""", 0, null, "row-order")]
    public void what_cannot_be_read_says_where(string rows, int line, int? cell, string code)
    {
        var row = Read(Zip(Sheet(rows)))[^1];
        Assert.Equal((line, cell, code), (row.Line, row.Faults![0].Cell, row.Faults[0].Code));
    }

    [Fact]
    public void a_text_too_long_for_a_cell_is_cut_where_that_is_seen()
    {
        var row = Assert.Single(Read(Zip(Sheet($"""<row r="1"><c r="A1" t="str"><v>{new string('x', 100_000)}</v></c><c r="B1" t="inlineStr"><is><t>{new string('y', 100_000)}</t></is></c></row>"""))));
        Assert.Equal([32_768, 32_768], row.Cells.Select(text => text.Length));
    }

    [Fact]
    public void one_text_in_too_many_cells_is_not_unpacked()
    {
        const string Row = """<row><c t="s"><v>2</v></c><c t="s"><v>2</v></c></row>""";
        var file = Zip(
            Sheet($"""<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>{string.Concat(Enumerable.Repeat(Row, 4_000))}"""),
            Part("xl/sharedStrings.xml", $"<sst><si><t>基本编码</t></si><si><t>事项名称</t></si><si><t>{new string('x', 32_000)}</t></si></sst>"));
        List<RowError> errors = [];
        var rows = ImportFile.Rows(ImportFile.Excel, new MemoryStream(file), null, errors).Count();
        Assert.Equal(("workbook-too-large", rows + 2), (Assert.Single(errors).Code, errors[0].Line));
        Assert.InRange(rows, 3_000, 3_200);
    }

    [Fact]
    public void tags_and_depths_that_no_workbook_has_are_not_read()
    {
        foreach (var rows in new[] { $"""<row r="1" x="{new string('x', 100_000)}"/>""", string.Concat(Enumerable.Repeat("<a>", 100)) + string.Concat(Enumerable.Repeat("</a>", 100)) })
            Assert.Equal("workbook-unreadable", Read(Zip(Sheet(rows)))[^1].Faults?[0].Code);
    }

    [Fact]
    public void a_part_whose_own_head_is_broken_is_said_to_be_unreadable()
    {
        var file = Zip(Sheet("<row/>"));
        file[file.AsSpan().IndexOf("xl/worksheets/sheet1.xml"u8) - 30] = 0;
        Assert.Equal("workbook-unreadable", Assert.Single(Read(file)).Faults![0].Code);
    }

    public static TheoryData<string, byte[]> NoWorkbooks => new()
    {
        { "workbook-unreadable", [0x50, 0x4B, 3, 4, 0, 0] },
        { "workbook-unreadable", Zip(Part("word/document.xml", "<document/>")) },
        { "workbook-unreadable", Zip(Part("xl/workbook.xml", "no xml"), Part("xl/_rels/workbook.xml.rels", "<")) },
        { "workbook-unreadable", Zip(Part("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><workbook>&a;</workbook>"), Part("xl/_rels/workbook.xml.rels", "<r/>")) },
        { "workbook-sheets", Zip(Book("目录"), Relations(), Part("xl/worksheets/sheet1.xml", "<worksheet/>")) },
        { "workbook-macros", Zip(Sheet(""), Part("xl/vbaProject.bin", "x")) },
        { "workbook-too-large", Zip([.. Enumerable.Range(0, 1001).Select(n => Part($"x{n}", ""))]) },
        { "workbook-too-large", Zip(Book($"事项{new string('x', 2 * 1024 * 1024)}"), Relations(), Part("xl/worksheets/sheet1.xml", "<worksheet/>")) },
        { "workbook-too-large", Zip(Sheet(""), Part("xl/sharedStrings.xml", new string(' ', 65 * 1024 * 1024))) },
    };

    [Theory, MemberData(nameof(NoWorkbooks))]
    public void what_is_no_workbook_says_why(string code, byte[] file) => Assert.Equal(code, Workbook.Open(new MemoryStream(file)).Fault?.Code);

    [Fact]
    public void sheets_are_known_by_what_is_in_their_name()
    {
        using var workbook = Workbook.Open(new MemoryStream(Zip(Sheet("", "2026年政务服务事项清单")))).Workbook!;
        Assert.True(workbook.Has("matters"));
        Assert.False(workbook.Has("materials"));
        using var papers = Workbook.Open(new MemoryStream(Zip(Sheet("", "事项材料")))).Workbook;
        Assert.Null(papers);
    }

    private static List<SheetRow> Read(byte[] file)
    {
        using var workbook = Workbook.Open(new MemoryStream(file)).Workbook!;
        return [.. workbook.Rows("matters")];
    }

    private static (string, string)[] Sheet(string rows, string name = "事项") =>
        [Book(name), Relations(), Part("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>""")];

    private static (string, string) Book(string name) =>
        Part("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>""");

    private static (string, string) Relations() =>
        Part("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x" Target="worksheets/sheet1.xml"/></Relationships>""");

    private static (string, string) Part(string name, string text) => (name, text);

    private static byte[] Zip((string, string)[] sheet, params (string, string)[] parts) => Zip([.. sheet, .. parts]);

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in parts)
                using (var writer = new StreamWriter(zip.CreateEntry(name).Open()))
                    writer.Write(text);
        return file.ToArray();
    }
}
