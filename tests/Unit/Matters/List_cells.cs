using GovPlatform.Matters.Importing;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>Several values in one cell, as counties write them and as they go out.</summary>
public sealed class List_cells
{
    [Theory]
    [InlineData("自然人|企业法人", "自然人", "企业法人")]
    [InlineData("自然人；企业法人;事业法人", "自然人", "企业法人", "事业法人")]
    [InlineData("自然人、企业法人，事业法人,6", "自然人", "企业法人", "事业法人", "6")]
    [InlineData("1\r\n2", "1", "2")]
    public void codes_are_parted_by_what_people_write_between_them(string cell, params string[] codes) => Assert.Equal(codes, ListCell.Split(cell, words: false, codes: true));

    [Fact]
    public void sentences_keep_their_semicolons_and_an_answer_stays_with_its_question()
    {
        Assert.Equal(["成年；有能力", "有场所"], ListCell.Split("成年；有能力\n有场所", words: false, codes: false));
        Assert.Equal(["问：要钱吗？\n答：不要。", "问：多久？答：一天。"], ListCell.Split("问：要钱吗？\n答：不要。\n问：多久？答：一天。", words: false, codes: false));
        Assert.Equal(["开饭店", "小吃店"], ListCell.Split("开饭店；小吃店", words: true, codes: false));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a；b")]
    [InlineData("a|b")]
    [InlineData("a\\b")]
    [InlineData("a\\|b\\", "c\nd", "e，f")]
    [InlineData("a\nb", "c")]
    public void what_goes_out_comes_back_as_it_was(params string[] items)
    {
        foreach (var (words, codes) in ((bool, bool)[])[(false, false), (true, false), (false, true)])
            Assert.Equal(items, ListCell.Split(ListCell.Join(items), words, codes));
    }
}
