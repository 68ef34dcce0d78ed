namespace GovPlatform.Tests.Unit;

public sealed class Case_numbers
{
    private const string Matter = "12441500196720244T3442199806003";
    private static readonly DateOnly Day = new(2022, 6, 23);

    [Fact]
    public void the_live_example_is_read()
    {
        var number = CaseNumber.Parse("12441500196720244T3442199806003202206230068");
        Assert.Equal((Matter, Day, 68), (number.Matter.Value, number.Date, number.Serial));
        Assert.Equal(number, CaseNumber.Create(MatterCode.Parse(Matter), Day, 68));
    }

    [Fact]
    public void the_serial_grows_wider_and_is_compared_as_a_number()
    {
        var last = CaseNumber.Create(MatterCode.Parse(Matter), Day, 9999);
        var next = CaseNumber.Create(MatterCode.Parse(Matter), Day, 10_000);
        Assert.EndsWith("2022062310000", next.Value, StringComparison.Ordinal);
        Assert.True(string.CompareOrdinal(next.Value, last.Value) < 0);
        Assert.True(next > last && last <= next);
        Assert.Equal(next, CaseNumber.Parse(next.Value));
    }

    [Theory]
    [InlineData(Matter + "202206230000", "serial")]
    [InlineData(Matter + "2022062300068", "serial")]
    [InlineData(Matter + "20220623068X", "serial")]
    [InlineData(Matter + "202202300068", "date")]
    [InlineData(Matter + "20220623068", "length")]
    [InlineData("12441500196720244T9442199806003202206230068", "level")]
    [InlineData(null, "missing")]
    public void a_wrong_number_is_refused_with_the_reason(string? text, string code) =>
        Assert.Equal(code, CaseNumber.Read(text).Refusal?.Code);
}
