namespace GovPlatform.Tests.Unit;

public sealed class Matter_codes
{
    private const string Matter = "11410400005456787G4000104002000";

    [Theory]
    [InlineData("11450721MB155808114000104002000", "11450721MB15580811", 4, "000104002000")]
    [InlineData("12441500196720244T3442199806003", "12441500196720244T", 3, "442199806003")]
    [InlineData(Matter, "11410400005456787G", 4, "000104002000")]
    public void a_matter_code_is_its_department_level_and_basic_code(string text, string department, int level, string basic)
    {
        var code = MatterCode.Parse(text);
        Assert.Equal((department, level, basic), (code.Department.Value, code.Level, code.Basic.Value));
        Assert.Equal(code, MatterCode.Create(CreditCode.Parse(department), level, BasicCode.Parse(basic)));
    }

    [Theory]
    [InlineData("11410400005456787H4000104002000", "department-check")]
    [InlineData("11410400005456787G8000104002000", "level")]
    [InlineData("11410400005456787G4990104002000", "basic-province")]
    [InlineData("11410400005456787G400010400200X", "basic-characters")]
    [InlineData("11410400005456787G400010400200", "length")]
    [InlineData("", "missing")]
    public void a_wrong_matter_code_is_refused_with_the_reason(string text, string code) =>
        Assert.Equal(code, MatterCode.Read(text).Refusal?.Code);

    [Fact]
    public void a_basic_code_tells_its_type_and_whether_it_is_national()
    {
        Assert.Equal((true, "01"), (BasicCode.Parse("000104002000").IsNational, BasicCode.Parse("000104002000").MatterType));
        Assert.False(BasicCode.Parse("442199806003").IsNational);
    }

    [Fact]
    public void handling_items_and_materials_hang_on_the_matter()
    {
        var item = HandlingItemCode.Parse("11450721MB15580811400014100500001");
        var material = MaterialCode.Create(item, 1);
        Assert.Equal("11450721MB15580811400014100500001001", material.Value);
        Assert.Equal((item, item.Matter), (material.Item, material.Item.Matter));
        Assert.Equal(item, HandlingItemCode.Create(item.Matter, 1));
    }

    [Theory]
    [InlineData("11450721MB155808114000141005000X1", "serial")]
    [InlineData("11450721MB15580812400014100500001", "department-check")]
    [InlineData("11450721MB155808114000141005000", "length")]
    public void a_wrong_handling_item_is_refused_with_the_reason(string text, string code) =>
        Assert.Equal(code, HandlingItemCode.Read(text).Refusal?.Code);

    [Theory]
    [InlineData("410497", null)]
    [InlineData("511602000000", null)]
    [InlineData("4104", "length")]
    [InlineData("41049A", "characters")]
    [InlineData("990000", "province")]
    [InlineData(null, "missing")]
    public void a_region_is_six_or_twelve_digits_of_a_province(string? text, string? code) =>
        Assert.Equal(code, RegionCode.Read(text).Refusal?.Code);

    [Theory]
    [InlineData("410000", "410497", true)]
    [InlineData("410400", "410497", true)]
    [InlineData("410497", "410497100001", true)]
    [InlineData("410497", "410498", false)]
    [InlineData("410497100000", "410497", false)]
    public void a_region_contains_what_lies_below_it(string region, string other, bool contained) =>
        Assert.Equal(contained, RegionCode.Parse(region).Contains(RegionCode.Parse(other)));
}
