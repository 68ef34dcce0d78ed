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
