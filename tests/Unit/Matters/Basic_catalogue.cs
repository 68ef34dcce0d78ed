using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>三级四同: where an implementation may differ from the basic catalogue, and where not.</summary>
public sealed class Basic_catalogue
{
    private static readonly BasicMatter Entry = new() { Code = "410113003000", Name = "食品经营许可", LegalBasis = "《中华人民共和国食品安全法》《食品经营许可和备案管理办法》", Level = "1" };

    private static readonly MatterContent Matter = WithBasis("《食品安全法》第三十五条；《食品经营许可和备案管理办法》第九条");

    [Theory]
    [InlineData("食品经营许可")]
    [InlineData("食品经营许可（新办）")]
    public void the_name_is_that_of_the_catalogue_or_with_an_item_behind_it(string name) => Assert.Empty(Check(Matter with { Name = name }));

    [Theory]
    [InlineData("食品经营许可证核发", "basic-name-differs", "/name")]
    [InlineData("食品经营许可(新办)", "basic-name-differs", "/name")]
    [InlineData("食品（网络）经营许可", "basic-name-differs", "/name")]
    [InlineData("（新办）", "basic-name-differs", "/name")]
    public void another_name_is_refused(string name, string code, string pointer) => Assert.Equal([(code, pointer, true)], Check(Matter with { Name = name }));

    [Fact]
    public void a_law_that_the_catalogue_names_and_the_matter_does_not_is_told_by_name()
    {
        var finding = Assert.Single(new BasicCatalogue([Entry]).Check(WithBasis("《中华人民共和国食品安全法实施条例》；《食品经营许可和备案管理办法》")));
        Assert.Equal(("basic-basis-differs", "/elements/legalBasis"), (finding.Code, finding.Pointer));
        Assert.Contains("《中华人民共和国食品安全法》", finding.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void more_laws_than_the_catalogue_names_are_allowed() => Assert.Empty(Check(WithBasis(Matter.Elements.LegalBasis + "；《行政许可法》")));

    [Theory]
    [InlineData("410113004000", "食品经营许可（新办）", "basic-code-differs", true)]
    [InlineData("410713003000", "食品经营许可", "basic-type-differs", true)]
    [InlineData("410113004000", "食品摊贩登记", "basic-unknown", false)]
    public void a_code_that_is_not_in_the_catalogue_is_only_a_warning_unless_the_name_is(string code, string name, string finding, bool blocks) =>
        Assert.Equal([(finding, "/basicCode", blocks)], Check(Matter with { BasicCode = code, Name = name }));

    private static IEnumerable<(string, string, bool)> Check(MatterContent matter) => new BasicCatalogue([Entry]).Check(matter).Select(finding => (finding.Code, finding.Pointer, finding.Blocks));

    private static MatterContent WithBasis(string basis) => Examples.Content() is var content ? content with { Elements = content.Elements with { LegalBasis = basis } } : content;
}
