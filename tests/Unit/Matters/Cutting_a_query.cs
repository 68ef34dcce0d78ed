using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>How text and queries become terms.</summary>
public sealed class Cutting_a_query
{
    private const string Region = "410497";

    [Fact]
    public void a_query_becomes_its_pairs() => Assert.Equal("('410497烟花' & '410497花爆')", SearchQuery.Of("烟花爆", Region)?.Said);

    [Fact]
    public void words_of_a_query_are_all_looked_for() => Assert.Equal("('410497食品' & '410497许可')", SearchQuery.Of("食品 许可", Region)?.Said);

    [Fact]
    public void a_single_character_stays_itself() => Assert.Equal("'410497酒'", SearchQuery.Of("酒", Region)?.Said);

    [Theory]
    [InlineData("%")]
    [InlineData("（）、")]
    [InlineData("  ")]
    [InlineData("\ud83d")]
    [InlineData("\0")]
    public void a_query_without_letters_has_nothing_to_look_for(string query) => Assert.Null(SearchQuery.Of(query, Region));

    [Fact]
    public void full_width_and_upper_case_are_one_with_plain() => Assert.Equal(SearchQuery.Of("a1号", Region)!.Said, SearchQuery.Of("Ａ１号", Region)!.Said);

    [Theory]
    [InlineData("我想办取水许可需要什么材料", "取水许可")]
    [InlineData("失业登记怎么办", "失业登记")]
    [InlineData("请问在哪申请林木采伐呢", "林木采伐")]
    [InlineData("怎么办理", "怎么办理")]
    public void words_around_the_thing_are_passed_over(string query, string core) => Assert.Equal(core, SearchQuery.Of(query, Region)!.Core);

    [Fact]
    public void names_hold_single_characters_and_text_does_not()
    {
        var content = Examples.Content() with { Name = "酒类零售" };
        Assert.Contains("410497酒", MatterTerms.OfNames(Region, content));
        Assert.DoesNotContain("410497酒", MatterTerms.OfTexts(Region, content));
    }

    [Fact]
    public void a_rare_character_outside_the_basic_plane_is_not_torn_apart() =>
        Assert.Equal(["𠮷", "野"], SearchText.Characters("𠮷（野）"));

    [Theory]
    [InlineData("shipinjingying", "shi pin jing ying")]
    [InlineData("qushuixuke", "qu shui xu ke")]
    [InlineData("spjyxk", "s p j y x k")]
    [InlineData("shipinjyxk", "shi pin j y x k")]
    public void letters_are_cut_into_syllables_or_initials(string letters, string pieces) => Assert.Equal(pieces.Split(' '), Pinyin.Cut(letters));

    [Theory]
    [InlineData("重", "zhong", "chong")]
    [InlineData("许", "xu")]
    public void characters_of_two_readings_have_both(string character, params string[] readings) => Assert.Equal(readings, Pinyin.Readings(character));

    [Fact]
    public void every_line_of_synonyms_has_words_and_names() =>
        Assert.All(SeedCatalogue.Text("seed/synonyms.csv").Trim().Split('\n').Skip(1), line => Assert.Equal(2, line.Split(',').Count(cell => cell.Length > 0)));

    [Theory]
    [InlineData("许")]
    [InlineData("我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想我想")]
    [InlineData("aeiouaeiouaeiouaeiouaeiouaeiouaeiouaeiouaeiouaeiouaeiouaeiouaeiouaeiouaeiouaeiouaeiouaeiouaeiou")]
    [InlineData("食品食品药品烟花爆竹经营许可登记备案食品食品药品烟花爆竹经营许可登记备案食品食品药品烟花爆竹经营许可登记备案食品食品药品烟花爆竹经营许可登记备案")]
    public void no_query_becomes_a_question_that_costs_much(string query)
    {
        var asked = SearchQuery.Of(query, Region)!;
        Assert.InRange(new[] { asked.Said, asked.Called, asked.Sounding, asked.Mistyped, asked.Told, asked.Partly }.Sum(question => question?.Length ?? 0), 1, 60_000);
    }
}
