using System.Diagnostics;
using System.Net;
using System.Text.Json;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>The printed guide and the one-page notice, as the renderer of this machine makes them.</summary>
public sealed class Printing_a_guide(SeededMatters host) : IClassFixture<SeededMatters>
{
    private const string Matters = "/api/matters/v1/matters";

    [Fact]
    public async Task two_situations_give_two_notices_of_one_page_each()
    {
        var code = await CodeAsync("个体工商户设立登记");
        var (own, leased) = (await PrintedAsync($"{code}/notice.pdf?answers=q1=a,q2=a"), await PrintedAsync($"{code}/notice.pdf?answers=q1=b,q2=b"));
        Assert.Equal((1, 1), (Pages(own), Pages(leased)));
        Assert.Contains("由谁来办理：本人办理", Text(own), StringComparison.Ordinal);
        Assert.DoesNotContain("房屋租赁协议", Text(own), StringComparison.Ordinal);
        Assert.Contains("房屋租赁协议", Text(leased), StringComparison.Ordinal);
        Assert.Contains("监督电话", Text(leased), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_longest_notices_are_rendered_on_one_page()
    {
        var longest = SeedCatalogue.Read("410497", "平澜县", "http://localhost:8080").Matters
            .Select(row => Matter.Draft(row.Content, 1, Unit.Matters.Examples.By, Unit.Matters.Examples.Now))
            .OrderByDescending(matter => NoticePage.Fit(Notice.For(matter, "")!) is var fit ? NoticePage.HeightOf(Notice.For(matter, "")!, fit.Size) : 0).Take(4);
        foreach (var matter in longest)
            Assert.True(Pages(await PrintedAsync($"{matter.Code}/notice.pdf")) == 1, matter.Content.Name);
    }

    [Fact]
    public async Task the_guide_is_printed_with_all_its_sections()
    {
        var text = Text(await PrintedAsync($"{await CodeAsync("取水许可")}/guide.pdf"));
        Assert.All(["取水许可", "设定依据", "申请材料", "审查要点", "常见错误", "办理流程", "法定时限", "监督投诉电话", "第 1 页，共 3 页"], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task printing_twice_gives_the_same_bytes_and_304_to_who_has_them()
    {
        var path = $"{await CodeAsync("失业登记")}/notice.pdf?answers=q1=b";
        var first = await PrintedAsync(path);
        Assert.Equal(first, await PrintedAsync(path));
        using var again = await host.Anonymous().GetAsync($"{Matters}/{path}");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Matters}/{path}") { Headers = { IfNoneMatch = { again.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified, (await host.Anonymous().SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task a_page_that_says_something_else_is_another_document_though_the_revision_is_the_same()
    {
        var code = await CodeAsync("户口迁移审批");
        await PrintedAsync($"{code}/notice.pdf");
        await host.RowAsync<int>("update matter set content = jsonb_set(content, '{departmentName}', '\"改名后的局\"') where code = @code returning 1", new { code });
        Assert.Contains("改名后的局", Text(await PrintedAsync($"{code}/notice.pdf")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task answers_that_select_nothing_make_no_paper_of_their_own()
    {
        var code = await CodeAsync("林木采伐许可");
        await host.RowAsync<int>("""
            update matter
            set content = jsonb_set(content, '{situations}', content -> 'situations' || '[{"id":"q9","question":"喜欢喝茶吗？","options":[{"id":"a","label":"喜欢"},{"id":"b","label":"不喜欢"}]}]')
            where code = @code
            returning 1
            """, new { code });
        var printed = await PrintedAsync($"{code}/notice.pdf?answers=q9=a");
        Assert.Equal(printed, await PrintedAsync($"{code}/notice.pdf?answers=q9=b"));
        Assert.Equal(1, await host.RowAsync<long>("select count(*) from document where key like 'notice/' || @code || '/%'", new { code }));
        Assert.DoesNotContain("喜欢", Text(printed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_application_form_is_printed_blank_and_as_a_sample_where_the_guide_says()
    {
        var code = await CodeAsync("食品经营许可（新办）");
        using var guide = await host.Anonymous().GetAsync($"{Matters}/{code}/guide");
        var papers = (await guide.ReadAsync<JsonElement>()).GetProperty("materials").EnumerateArray().ToList();
        Assert.Equal($"{Matters}/{code}/materials/1/blank-form", papers[0].GetProperty("blankFormLink").GetString());
        Assert.Equal(JsonValueKind.Null, papers[1].GetProperty("blankFormLink").ValueKind);
        var (blank, sample) = (Text(await PrintedAsync($"{code}/materials/1/blank-form")), Text(await PrintedAsync($"{code}/materials/1/sample")));
        Assert.Contains("食品经营许可申请书", blank, StringComparison.Ordinal);
        Assert.DoesNotContain("示例", blank, StringComparison.Ordinal);
        Assert.Contains("示例", sample, StringComparison.Ordinal);
        using var none = await host.Anonymous().GetAsync($"{Matters}/{code}/materials/2/blank-form");
        Assert.Equal((HttpStatusCode.NotFound, "form-none"), (none.StatusCode, await none.CodeAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Anonymous().GetAsync($"{Matters}/{code}/materials/99/sample")).StatusCode);
    }

    [Theory]
    [InlineData("notice")]
    [InlineData("notice.pdf")]
    [InlineData("guide")]
    public async Task unknown_answers_and_two_to_one_question_are_refused(string what)
    {
        var code = await CodeAsync("失业登记");
        foreach (var answers in new[] { "q1=z", "q1=a,q1=b" })
        {
            using var answer = await host.Anonymous().GetAsync($"{Matters}/{code}/{what}?answers={answers}");
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "answers-unknown"), (answer.StatusCode, await answer.CodeAsync()));
        }
        Assert.Equal(HttpStatusCode.NotFound, (await host.Anonymous().GetAsync($"{Matters}/nothing/{what}")).StatusCode);
    }

    [Fact]
    public async Task the_notice_puts_what_depends_on_an_open_question_under_that_question()
    {
        using var answer = await host.Anonymous().GetAsync($"{Matters}/{await CodeAsync("个体工商户设立登记")}/notice?answers=q1=a");
        var notice = await answer.ReadAsync<JsonElement>();
        Assert.Equal("本人办理", notice.GetProperty("answers")[0].GetProperty("answer").GetString());
        var open = Assert.Single(notice.GetProperty("unanswered").EnumerateArray());
        Assert.Equal(["租赁", "无偿使用他人房产", "网络经营场所"], open.GetProperty("materials").EnumerateArray().Select(material => material.GetProperty("when").GetString()));
    }

    private async Task<byte[]> PrintedAsync(string path)
    {
        for (var tries = 0; ; tries++)
        {
            using var answer = await host.Anonymous().GetAsync($"{Matters}/{path}");
            if (answer.StatusCode == HttpStatusCode.OK)
                return await answer.Content.ReadAsByteArrayAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.Accepted && tries < 60, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            Assert.NotNull(answer.Headers.RetryAfter);
            await Task.Delay(250);
        }
    }

    private static int Pages(byte[] pdf) => int.Parse(Poppler("pdfinfo", pdf).Split('\n').Single(line => line.StartsWith("Pages:", StringComparison.Ordinal))[6..], System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(byte[] pdf) => Poppler("pdftotext", pdf, "-");

    private static string Poppler(string program, byte[] pdf, params string[] more)
    {
        var file = Path.GetTempFileName();
        File.WriteAllBytes(file, pdf);
        using var process = Process.Start(new ProcessStartInfo(program, [file, .. more]) { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        File.Delete(file);
        return text;
    }

    private async Task<string> CodeAsync(string name) => (await host.RowAsync<string>("select code from matter where name = @name and status = 'published'", new { name }))!;
}
