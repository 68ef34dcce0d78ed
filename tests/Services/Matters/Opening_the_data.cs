using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using GovPlatform.Matters.Exporting;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>Anybody takes the published catalogue over.</summary>
public sealed class Opening_the_data(SeededMatters seeded, MattersHost host) : IClassFixture<SeededMatters>, IClassFixture<MattersHost>
{
    private const string Data = "/api/matters/v1/open-data/matters";

    [Fact]
    public async Task the_json_says_licence_and_date_and_holds_every_published_matter()
    {
        using var answer = await seeded.Anonymous().GetAsync($"{Data}.json");
        Assert.Equal(("application/json", TimeSpan.FromMinutes(5)), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.CacheControl!.MaxAge));
        var data = await answer.ReadAsync<JsonElement>();
        Assert.Equal((OpenData.Licence, "410497"), (data.GetProperty("licence").GetString(), data.GetProperty("region").GetString()));
        Assert.Equal(answer.Content.Headers.LastModified!.Value.DateTime, data.GetProperty("modified").GetDateTime(), TimeSpan.FromSeconds(1));
        Assert.Equal(await seeded.RowAsync<int>("select count(*)::int from matter where status = 'published'"), data.GetProperty("matters").GetArrayLength());
        Assert.All(data.GetProperty("matters").EnumerateArray(), matter => Assert.Equal("published", matter.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task the_csv_holds_the_same_and_points_to_its_description()
    {
        using var answer = await seeded.Anonymous().GetAsync($"{Data}.csv");
        Assert.Equal(["</api/matters/v1/open-data/matters.json>; rel=\"describedby\""], answer.Headers.GetValues("Link"));
        Assert.NotNull(answer.Content.Headers.LastModified);
        Assert.Equal(await seeded.RowAsync<int>("select count(*)::int from matter where status = 'published'") + 2, (await answer.Content.ReadAsStringAsync()).Split("\r\n").Length);
    }

    [Fact]
    public async Task drafts_and_mobile_numbers_stay_here_and_a_change_changes_the_tag()
    {
        await host.DraftAsync(950, content => content with { Name = "仅为草稿" });
        var published = await host.DraftAsync(951, content => content with
        {
            Name = "联系方式事项",
            Elements = content.Elements with { Place = "大厅，联系张三13800138000" },
        });
        using var before = await host.Anonymous().GetAsync($"{Data}.json");
        using var publish = await host.ChangeAsync(published, "publish");
        Assert.Equal(HttpStatusCode.OK, publish.StatusCode);
        foreach (var type in (string[])["json", "csv"])
        {
            using var answer = await host.Anonymous().GetAsync($"{Data}.{type}");
            Assert.NotEqual(before.Headers.ETag, answer.Headers.ETag);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Contains("联系方式事项", text, StringComparison.Ordinal);
            Assert.Contains("0397-6000102", text, StringComparison.Ordinal);
            Assert.DoesNotContain("仅为草稿", text, StringComparison.Ordinal);
            Assert.DoesNotContain("13800138000", text, StringComparison.Ordinal);
        }
    }

    [Theory, InlineData("json"), InlineData("csv")]
    public async Task what_the_reader_holds_already_is_answered_with_304(string type)
    {
        using var first = await seeded.Anonymous().GetAsync($"{Data}.{type}");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Data}.{type}") { Headers = { IfNoneMatch = { new EntityTagHeaderValue(first.Headers.ETag!.Tag) } } };
        using var second = await seeded.Anonymous().SendAsync(request);
        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag), (second.StatusCode, second.Headers.ETag));
    }
}
