using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>People search, page and read the seeded catalogue.</summary>
public sealed class Finding_a_matter(SeededMatters host) : IClassFixture<SeededMatters>
{
    private const string Matters = "/api/matters/v1/matters";

    [Fact]
    public async Task the_seed_is_published_and_told()
    {
        var count = await host.RowAsync<long>("select count(*) from matter where status = 'published'");
        Assert.True(count >= 120);
        Assert.Equal(count, (await host.Published<MatterPublished>()).Count);
    }

    [Theory]
    [InlineData("食品", "食品经营许可（新办）")]
    [InlineData("烟花", "烟花爆竹经营（零售）许可")]
    [InlineData("林木采伐", "林木采伐许可")]
    [InlineData("取水", "取水许可")]
    [InlineData("个体工商户", "个体工商户设立登记")]
    [InlineData("quhsuixuke", null)]
    [InlineData("qushuixuke", "取水许可")]
    [InlineData("qsxk", "取水许可")]
    [InlineData("曲水许可", "取水许可")]
    [InlineData("烟花保竹", "烟花爆竹经营（零售）许可")]
    [InlineData("失登记", "失业登记")]
    [InlineData("林采木伐许可", "林木采伐许可")]
    [InlineData("我想办餐馆", "食品经营许可（新办）")]
    [InlineData("砍树要什么手续", "林木采伐许可")]
    [InlineData("餐馆 食品", "食品经营许可（新办）")]
    public async Task words_sounds_initials_synonyms_and_typos_find_matters(string word, string? name)
    {
        var found = await ListAsync($"?q={Uri.EscapeDataString(word)}");
        Assert.Equal(name, found.Names.FirstOrDefault());
    }

    [Theory]
    [InlineData("（临时）")]
    [InlineData("(临时)ab")]
    [InlineData("ＡＢ")]
    public async Task a_draft_is_found_by_its_own_name_however_wide_its_characters(string q)
    {
        var content = Unit.Matters.Examples.Content("410113777000") with { Name = "宽字号许可（临时）Ａb" };
        using var drafted = await MattersHost.PostAsync(host.As(People.Editor), Matters, content, key: "wide-draft");
        Assert.Equal(HttpStatusCode.Created, drafted.StatusCode);
        using var answer = await host.As(People.Editor).GetAsync($"{Matters}?status=draft&q={Uri.EscapeDataString(q)}");
        Assert.Equal(content.Name, Assert.Single((await answer.ReadAsync<JsonElement>()).GetProperty("items").EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task text_is_found_after_names()
    {
        var found = await ListAsync($"?q={Uri.EscapeDataString("营业执照")}&limit=100");
        Assert.True(found.Names.Count > 5);
        Assert.Contains("食品经营许可（新办）", found.Names);
    }

    [Fact]
    public async Task a_single_character_is_looked_for_in_names_only()
    {
        var found = await ListAsync($"?q={Uri.EscapeDataString("药")}&limit=100");
        Assert.NotEmpty(found.Names);
        Assert.All(found.Names, name => Assert.Contains('药', name));
    }

    [Theory]
    [InlineData("%", "query-empty")]
    [InlineData("，。", "query-empty")]
    public async Task a_query_without_words_is_refused(string query, string code)
    {
        using var answer = await host.Anonymous().GetAsync($"{Matters}?q={Uri.EscapeDataString(query)}");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task a_query_of_ten_thousand_characters_is_refused()
    {
        using var answer = await host.Anonymous().GetAsync($"{Matters}?q={new string('a', 10_000)}");
        Assert.InRange((int)answer.StatusCode, 400, 422);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&q=%E8%AE%B8%E5%8F%AF")]
    [InlineData("&type=01&audience=1")]
    public async Task pages_follow_each_other_without_repeating(string filter)
    {
        List<string> codes = [];
        string? after = null;
        do
        {
            var page = await ListAsync($"?limit=40{filter}{(after is null ? "" : $"&after={after}")}");
            Assert.InRange(page.Codes.Count, 1, 40);
            codes.AddRange(page.Codes);
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(codes.Distinct(), codes);
        var whole = await ListAsync($"?limit=100{filter}");
        Assert.Equal(whole.Codes, codes.Take(whole.Codes.Count));
    }

    [Fact]
    public async Task filters_narrow_the_list()
    {
        var immediate = await ListAsync("?handling=1&limit=100");
        Assert.Contains("失业登记", immediate.Names);
        Assert.DoesNotContain("取水许可", immediate.Names);
        Assert.Empty((await ListAsync($"?department={People.Department}")).Codes);
        Assert.Empty((await ListAsync("?status=retired", People.Citizen)).Codes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/guide")]
    public async Task what_the_reader_holds_already_is_answered_with_304(string path)
    {
        var code = (await ListAsync("?limit=1")).Codes[0];
        using var first = await host.Anonymous().GetAsync($"{Matters}/{code}{path}");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Matters}/{code}{path}") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await host.Anonymous().SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task the_guide_says_what_to_bring_and_on_what_basis()
    {
        var code = (await ListAsync($"?q={Uri.EscapeDataString("烟花")}")).Codes[0];
        using var answer = await host.Anonymous().GetAsync($"{Matters}/{code}/guide");
        var guide = await answer.ReadAsync<JsonElement>();
        Assert.Contains("烟花爆竹安全管理条例", guide.GetProperty("legalBasis").GetString(), StringComparison.Ordinal);
        Assert.Equal("行政许可", guide.GetProperty("matterType").GetProperty("name").GetString());
        Assert.True(guide.GetProperty("materials").GetArrayLength() >= 3);
        Assert.Equal(20, guide.GetProperty("time").GetProperty("statutoryDays").GetInt32());
    }

    private async Task<Found> ListAsync(string query, Caller? by = null)
    {
        using var answer = await (by is null ? host.Anonymous() : host.As(by)).GetAsync(Matters + query);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.ReadAsync<JsonElement>();
        var items = page.GetProperty("items").EnumerateArray().ToList();
        return new(
            [.. items.Select(item => item.GetProperty("code").GetString()!)],
            [.. items.Select(item => item.GetProperty("name").GetString()!)],
            page.TryGetProperty("next", out var next) ? next.GetString() : null);
    }

    private sealed record Found(List<string> Codes, List<string> Names, string? Next);
}
