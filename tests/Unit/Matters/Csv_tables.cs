using GovPlatform.Matters.Importing;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>CSV as counties send it.</summary>
public sealed class Csv_tables
{
    [Fact]
    public void quotes_commas_line_breaks_and_a_byte_order_mark_are_read()
    {
        var table = CsvTable.Read("f", "\uFEFFa,b\r\n\"x,\"\"y\"\"\",\"1\n2\"\r\n\r\nlast,\n", ["a", "b"]);
        Assert.Null(table.Error);
        Assert.Equal([["x,\"y\"", "1\n2"], ["last", ""]], table.Rows.Select(row => row.Cells));
        Assert.Equal([2, 5], table.Rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("", "csv-empty")]
    [InlineData("a,c\n1,2\n", "column-unknown")]
    [InlineData("a,a\n1,2\n", "column-repeated")]
    [InlineData("a,b\n1\n", "csv-width")]
    [InlineData("a,b\n1,\"2\n", "csv-quote")]
    public void what_is_no_table_says_why(string text, string code) => Assert.Equal(code, CsvTable.Read("f", text, ["a", "b"]).Error?.Code);
}
