using GovPlatform.Matters.Importing;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>CSV as counties send it, and as it goes out.</summary>
public sealed class Csv_tables
{
    [Fact]
    public void quotes_commas_line_breaks_and_a_byte_order_mark_are_read()
    {
        var rows = CsvSheet.Read(new StringReader("\uFEFFa,b\r\n\"x,\"\"y\"\"\",\"1\n2\"\r\n\r\nlast,\n")).ToList();
        Assert.Equal([["a", "b"], ["x,\"y\"", "1\n2"], ["last", ""]], rows.Select(row => row.Cells));
        Assert.Equal([1, 2, 5], rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("", "csv-empty")]
    [InlineData("a,c\n1,2\n", "column-unknown")]
    [InlineData("a,b\n1\n", "csv-width")]
    [InlineData("a,b\n1,\"2\n", "csv-quote")]
    public void what_is_no_table_says_why(string text, string code) => Assert.Equal(code, CsvTable.Read("f", text, ["a", "b"]).Error?.Code);

    [Fact]
    public void a_row_of_more_cells_than_any_sheet_has_is_named_and_not_kept()
    {
        var rows = CsvSheet.Read(new StringReader($"{new string(',', 499)}x\n{new string(',', 100_000)}\n1\n")).ToList();
        Assert.Equal([null, "row-too-wide", null], rows.Select(row => row.Faults?[0].Code));
        Assert.Equal([500, 501, 1], rows.Select(row => row.Cells.Length));
    }

    [Fact]
    public void a_head_of_another_kind_says_so_a_hundred_times_and_no_more()
    {
        List<RowError> errors = [];
        SheetHead.Read("matters", new(1, [.. Enumerable.Range(0, 400).Select(n => $"x{n}")]), MatterColumns.All, [], errors);
        Assert.Equal(100, errors.Count);
    }

    [Theory]
    [InlineData("fees", "[null]")]
    [InlineData("fees", "null")]
    [InlineData("special_steps", "[{\"name\":\"听证\\u0000\",\"kind\":\"2\",\"days\":3}]")]
    [InlineData("situations", "[{\"id\":\"q1\",\"question\":\"何种情形\",\"options\":null}]")]
    [InlineData("situations", "[{\"id\":\"q1\",\"question\":\"何种情形\",\"options\":[null,null]}]")]
    [InlineData("form", "{\"title\":\"\\u0000\"}")]
    [InlineData("form", "{\"title\":\"\\ud842\"}")]
    public void records_that_cannot_be_kept_are_named_by_their_cell(string column, string json)
    {
        var rows = MatterRows.Read($"basic_code,{column}\n410101001000,{CsvCell.Write(json)}\n", "basic_code,name\n", "410122");
        Assert.Equal((2, column), Assert.Single(rows.Errors, error => error.Code == "cell-json") is var error ? (error.Line, error.Column) : default);
    }

    [Fact]
    public void records_with_signs_written_in_ascii_are_kept()
    {
        var rows = MatterRows.Read($"basic_code,form\n410101001000,{CsvCell.Write("{\"title\":\"\\ud842\\udfb7\\u6c0f\"}")}\n", "basic_code,name\n", "410122");
        Assert.DoesNotContain(rows.Errors, error => error.Code == "cell-json");
        Assert.Equal("𠮷氏", rows.Matters[0].Content.Form!.Value.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    [InlineData("+86", "'+86")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=x", "''=x")]
    [InlineData("'quoted'", "'quoted'")]
    [InlineData("食品经营许可（新办）", "食品经营许可（新办）")]
    public void nothing_that_goes_out_runs_and_it_comes_back_as_it_was(string text, string written)
    {
        Assert.Equal(written, CsvCell.Write(text));
        Assert.Equal([[text.Trim(), "b"]], CsvSheet.Read(new StringReader($"{written},b\r\n")).Select(row => row.Cells));
    }
}
