using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>The one-page notice of every seeded matter, by the measure that Printing_a_guide holds against rendered pages.</summary>
public sealed class Measuring_the_notice
{
    private static readonly List<Matter> Matters =
        [.. SeedCatalogue.Read("410497", "平澜县", "http://localhost:8080").Matters.Select(row => Matter.Draft(row.Content, 1, Examples.By, Examples.Now).Publish(Examples.By, Examples.Now)!.Value.Matter)];

    [Fact]
    public void every_seeded_matter_fits_on_one_page_whether_its_questions_are_answered_or_not()
    {
        var longer = from matter in Matters
                     from answers in new[] { "", Choose(matter, 0), Choose(matter, ^1) }
                     where !NoticePage.Fit(Notice.For(matter, answers)!).OnePage
                     select $"{matter.Content.Name} {answers}";
        Assert.Empty(longer);
    }

    [Fact]
    public void nothing_is_left_out_when_questions_are_open_and_nothing_too_much_when_they_are_answered() =>
        Assert.All(Matters.Where(matter => matter.Content.Situations.Count > 0), matter =>
        {
            var open = Notice.For(matter, "")!;
            var shown = open.Materials.Concat(open.Unanswered.SelectMany(question => question.Materials.Select(conditional => conditional.Material))).Select(paper => paper.Serial);
            Assert.Equal(matter.Content.Materials.Select(material => material.Serial).Order(), shown.Order());
            var answered = Notice.For(matter, Choose(matter, 0))!;
            Assert.Empty(answered.Unanswered);
            Assert.Equal(matter.Content.Situations.Count, answered.Answers.Count);
            Assert.All(answered.Materials, paper => Assert.True(paper.When.Count == 0 || paper.When.Any(condition => Choose(matter, 0).Split(',').Contains(condition))));
        });

    [Fact]
    public void longer_text_is_set_smaller_and_then_goes_on_to_a_second_page()
    {
        var sizes = new[] { 1, 9, 13, 200 }.Select(papers => NoticePage.Fit(Notice.For(With(papers), "")!)).ToList();
        Assert.True(sizes[0].Size > sizes[1].Size && sizes[1].Size > sizes[2].Size);
        Assert.Equal([true, true, true, false], sizes.Select(size => size.OnePage));
    }

    [Fact]
    public void a_question_answered_twice_is_refused() => Assert.Null(Notice.For(Matters.First(matter => matter.Content.Situations.Count > 0), "q1=a,q1=b"));

    [Fact]
    public void what_an_editor_writes_is_text_on_the_page()
    {
        const string bad = "<img src=x onerror=alert(1)>{0}";
        var matter = With(1) with { Content = With(1).Content with { Name = bad, Elements = new() { Conditions = [bad], Place = bad } } };
        var settings = new GovSettings("matters", "410497", "平澜县", "http://gov.test", "/tmp", Seed: false);
        Assert.DoesNotContain("<img", NoticePage.Html(Notice.For(matter, "")!, settings), StringComparison.Ordinal);
        Assert.DoesNotContain("<img", GuidePage.Html(matter, settings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "https://gov.test/apply", "扫码在线办理", "扫描右上角二维码在线办理")]
    [InlineData(true, null, "扫码查看办事指南", "扫描右上角二维码查看办事指南")]
    [InlineData(false, null, "扫码查看办事指南", "扫描右上角二维码查看办事指南")]
    public void the_code_on_a_page_promises_what_it_leads_to(bool online, string? address, string onGuide, string onNotice)
    {
        var matter = With(1) with { Content = With(1).Content with { Elements = new() { Online = online, OnlineAddress = address } } };
        var settings = new GovSettings("matters", "410497", "平澜县", "http://gov.test", "/tmp", Seed: false);
        Assert.Contains(onGuide, GuidePage.Html(matter, settings), StringComparison.Ordinal);
        Assert.Contains(onNotice, NoticePage.Html(Notice.For(matter, "")!, settings), StringComparison.Ordinal);
    }

    private static Matter With(int papers) => Examples.Published() with
    {
        Content = Examples.Content() with
        {
            Materials = [.. Enumerable.Range(1, papers).Select(serial => new MaterialItem { Serial = serial, Name = $"第{serial}项材料的名称写得长一些，以便占去两行", Requirement = "1", CommonErrors = ["漏签名、漏填日期"] })],
        },
    };

    private static string Choose(Matter matter, Index option) => string.Join(',', matter.Content.Situations.Select(situation => $"{situation.Id}={situation.Options[option].Id}"));
}
