namespace GovPlatform.Tests.Unit;

public sealed class Citizen_ids
{
    [Theory]
    [InlineData("11010519491231002X", "1949-12-31", false)]
    [InlineData("440524188001010014", "1880-01-01", true)]
    [InlineData("410402200002290011", "2000-02-29", true)]
    [InlineData("41040220000229002X", "2000-02-29", false)]
    public void a_right_number_is_read_with_its_birth_date_and_sex(string text, string birthDate, bool male)
    {
        var id = CitizenId.Parse(text);
        Assert.Equal((text, DateOnly.Parse(birthDate), male, text[..6]), (id.ToString(), id.BirthDate, id.IsMale, id.Region.Value));
        Assert.False(id.IsSynthetic);
    }

    [Theory]
    [InlineData("110105194912310020", "check")]
    [InlineData("410402190002290015", "birth-date")]
    [InlineData("410402200013010019", "birth-date")]
    [InlineData("990105194912310029", "province")]
    [InlineData("11010519491231002", "length")]
    [InlineData("1101051949123100X2", "characters")]
    [InlineData("11010519491231002Y", "characters")]
    [InlineData("", "missing")]
    [InlineData(null, "missing")]
    public void a_wrong_number_is_refused_with_the_reason(string? text, string code)
    {
        Assert.False(CitizenId.TryParse(text, out _, out var refusal));
        Assert.Equal(code, refusal.Code);
        Assert.NotEmpty(refusal.Zh);
        Assert.NotEmpty(refusal.En);
    }

    [Fact]
    public void a_small_x_becomes_a_capital_one() => Assert.Equal("11010519491231002X", CitizenId.Parse("11010519491231002x").Value);

    [Fact]
    public void fifteen_digits_become_eighteen() => Assert.Equal("11010519491231002X", CitizenId.Parse("110105491231002").Value);

    [Fact]
    public void synthetic_numbers_are_distinct_and_of_a_county_that_does_not_exist()
    {
        var ids = Enumerable.Range(0, 50_000).Select(n => CitizenId.Synthetic("410497", n)).ToList();
        Assert.Equal(50_000, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(id.IsSynthetic));
        Assert.Throws<ArgumentException>(() => CitizenId.Synthetic("110105", 1));
    }
}
