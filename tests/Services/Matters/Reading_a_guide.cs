using System.Net;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>What people read before they apply, for their own situation.</summary>
public sealed class Reading_a_guide(SeededMatters host) : IClassFixture<SeededMatters>
{
    [Theory]
    [InlineData("figures?limit=100")]
    [InlineData("figures/departments?limit=100")]
    [InlineData("figures?limit=100&department={0}")]
    public async Task the_figures_of_the_seed_are_told(string path)
    {
        // 结婚登记 and others are done at once by law.
        var department = await host.RowAsync<string>("select department_code from matter where name = '结婚登记'");
        using var answer = await host.Anonymous().GetAsync($"/api/matters/v1/{string.Format(System.Globalization.CultureInfo.InvariantCulture, path, department)}");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task answers_select_the_materials()
    {
        var code = await CodeAsync("个体工商户设立登记");
        string[] all = await PapersAsync(code, ""), own = await PapersAsync(code, "?answers=q1=a,q2=a"), leased = await PapersAsync(code, "?answers=q2=b,q1=b");
        Assert.Contains("房屋租赁协议", all);
        Assert.DoesNotContain("房屋租赁协议", own);
        Assert.DoesNotContain("授权委托书和代理人身份证件", own);
        Assert.Contains("房屋租赁协议", leased);
        Assert.Contains("授权委托书和代理人身份证件", leased);
        Assert.DoesNotContain("网络经营场所使用证明", leased);
    }

    [Theory]
    [InlineData("q1=z")]
    [InlineData("q9=a")]
    [InlineData("%22%3B%20drop")]
    [InlineData("经营")]
    public async Task an_answer_that_is_none_of_the_matter_s_is_refused(string answers)
    {
        var code = await CodeAsync("个体工商户设立登记");
        using var answer = await host.Anonymous().GetAsync($"{Matters}/{code}/guide?answers={answers}");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "answers-unknown"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task the_guide_says_in_words_what_codes_and_numbers_mean()
    {
        var guide = await ReadAsync($"{await CodeAsync("食品经营许可（新办）")}/guide?answers=q1=b");
        Assert.Equal(("20个工作日", "8个工作日"), (guide.GetProperty("time").GetProperty("statutoryInWords").GetString(), guide.GetProperty("time").GetProperty("promisedInWords").GetString()));
        var papers = guide.GetProperty("materials").EnumerateArray().ToList();
        Assert.NotEmpty(papers[0].GetProperty("reviewPoints").EnumerateArray());
        Assert.NotEmpty(papers[0].GetProperty("commonErrors").EnumerateArray());
        var agent = papers.Single(paper => paper.GetProperty("serial").GetInt32() == 6);
        Assert.Equal("由谁来办理：委托代理人", agent.GetProperty("whenInWords").GetString());
        Assert.True(papers.Single(paper => paper.GetProperty("name").GetString() == "营业执照").GetProperty("freeWhenStored").GetBoolean());
        Assert.Equal("b", guide.GetProperty("situations")[0].GetProperty("answer")[0].GetString());
    }

    [Theory]
    [InlineData("/guide?answers=q1=a")]
    [InlineData("/flow")]
    [InlineData("/flow.svg")]
    public async Task what_the_reader_holds_already_is_answered_with_304(string path)
    {
        var address = $"{Matters}/{await CodeAsync("个体工商户设立登记")}{path}";
        using var first = await host.Anonymous().GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await host.Anonymous().SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task the_tag_of_a_guide_differs_by_answers()
    {
        var code = await CodeAsync("个体工商户设立登记");
        var tags = new List<string>();
        foreach (var query in new[] { "", "?answers=q1=a", "?answers=q1=b" })
            tags.Add((await host.Anonymous().GetAsync($"{Matters}/{code}/guide{query}")).Headers.ETag!.Tag);
        Assert.Equal(3, tags.Distinct().Count());
    }

    [Fact]
    public async Task the_flow_is_told_as_data_and_drawn_as_a_picture()
    {
        var code = await CodeAsync("取水许可");
        var flow = await ReadAsync($"{code}/flow");
        Assert.Equal(3, flow.GetProperty("nodes").EnumerateArray().Count(node => node.GetProperty("kind").GetString() == "side"));
        using var picture = await host.Anonymous().GetAsync($"{Matters}/{code}/flow.svg");
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Assert.Single(picture.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("取水许可办理流程图", await picture.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private const string Matters = "/api/matters/v1/matters";

    private async Task<string[]> PapersAsync(string code, string query) =>
        [.. (await ReadAsync($"{code}/guide{query}")).GetProperty("materials").EnumerateArray().Select(paper => paper.GetProperty("name").GetString()!)];

    private async Task<JsonElement> ReadAsync(string path)
    {
        using var answer = await host.Anonymous().GetAsync($"{Matters}/{path}");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.ReadAsync<JsonElement>();
    }

    private async Task<string> CodeAsync(string name) => (await host.RowAsync<string>("select code from matter where name = @name and status = 'published'", new { name }))!;
}
