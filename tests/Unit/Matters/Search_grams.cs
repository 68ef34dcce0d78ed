using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>How text is cut so that Chinese words of two characters are found.</summary>
public sealed class Search_grams
{
    [Fact]
    public void a_query_becomes_its_pairs() => Assert.Equal(["食品", "品经", "经营"], SearchGrams.OfQuery("食品经营"));

    [Fact]
    public void words_of_a_query_are_cut_apart() => Assert.Equal(["食品", "许可"], SearchGrams.OfQuery("食品 许可"));

    [Fact]
    public void a_single_character_stays_itself() => Assert.Equal(["酒"], SearchGrams.OfQuery("酒"));

    [Theory]
    [InlineData("%")]
    [InlineData("（）、")]
    [InlineData("  ")]
    public void a_query_without_letters_has_nothing_to_look_for(string query) => Assert.Empty(SearchGrams.OfQuery(query));

    [Fact]
    public void full_width_and_upper_case_are_one_with_plain() => Assert.Equal(SearchGrams.OfQuery("a1号"), SearchGrams.OfQuery("Ａ１号"));

    [Fact]
    public void names_hold_single_characters_and_text_does_not()
    {
        Assert.Contains("酒", SearchGrams.OfName("酒类零售"));
        Assert.DoesNotContain("酒", SearchGrams.OfText(["酒类零售"]));
    }

    [Fact]
    public void a_rare_character_outside_the_basic_plane_is_not_torn_apart() => Assert.Equal(["野", "𠮷", "𠮷野"], SearchGrams.OfName("𠮷野").Order(StringComparer.Ordinal));
}
