using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>People find matters by theme, life event and field.</summary>
public sealed class Finding_by_theme(MattersHost host) : IClassFixture<MattersHost>
{
    private const string Themes = "/api/matters/v1/themes";

    [Fact]
    public async Task a_matter_falls_into_a_theme_by_topic_department_or_basic_code_and_is_counted_once()
    {
        var draft = await host.DraftAsync(301, content => content with { Elements = content.Elements with { UserTopics = ["专题甲"], CorpTopics = ["专题乙"] } });
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(draft, "publish")).StatusCode);
        var other = await host.PublishedAsync(302);
        await PutAsync("T01", 0, new() { Kind = "theme", Audience = "personal", Name = "专题甲", Topics = ["专题甲", "没有的"] });
        await PutAsync("T02", 0, new() { Kind = "theme", Audience = "corporate", Name = "法人", Topics = ["专题甲"] });
        await PutAsync("T03", 0, new() { Kind = "livelihood", Audience = "both", Name = "民生", Topics = ["专题甲", "专题乙"], Matters = [draft.Code[19..], other.Code[19..]] });
        await PutAsync("T04", 0, new() { Kind = "livelihood", Audience = "both", Name = "部门", Departments = [People.Department] });

        Assert.Equal([draft.Code], await MattersAsync("T01"));
        Assert.Empty(await MattersAsync("T02"));
        Assert.Equal(new[] { draft.Code, other.Code }.Order(StringComparer.Ordinal), await MattersAsync("T03"));
        var department = await MattersAsync("T04");
        Assert.Contains(other.Code, department);
        var counts = await CountsAsync("");
        Assert.Equal((1, 0, 2, department.Count), (counts["T01"], counts["T02"], counts["T03"], counts["T04"]));
        Assert.DoesNotContain("T01", (await CountsAsync("?kind=livelihood")).Keys);
        Assert.Equal(["T02"], (await CountsAsync("?kind=theme&audience=corporate&fresh=1")).Keys.Where(code => code[0] == 'T'));
    }

    [Fact]
    public async Task the_national_themes_are_there_from_the_start() => Assert.Contains("P005", (await CountsAsync("?audience=personal")).Keys);

    [Fact]
    public async Task a_theme_is_kept_by_an_administrator_against_its_revision()
    {
        var theme = new ThemeContent { Kind = "theme", Audience = "personal", Name = "修订", Topics = ["修订"] };
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("T10", 0, theme)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync("T10", 0, theme)).StatusCode);
        using var second = await PutAsync("T10", 1, theme);
        Assert.Equal("\"2\"", second.Headers.ETag?.Tag);
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync("T11", 0, theme, People.Editor)).StatusCode);
        using var empty = await PutAsync("T11", 0, theme with { Topics = [] });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "theme-rules"), (empty.StatusCode, await empty.CodeAsync()));
        using var code = await PutAsync("T11", 0, theme with { Matters = ["12"] });
        Assert.Equal("theme-rules", await code.CodeAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Anonymous().GetAsync($"{Themes}/T11/matters")).StatusCode);
        using var kind = await host.Anonymous().GetAsync($"{Themes}?kind=x");
        Assert.Equal("theme-kind-unknown", await kind.CodeAsync());
    }

    [Fact]
    public async Task a_county_keeps_as_many_themes_as_one_list_tells()
    {
        await using var db = await host.Database.OpenConnectionAsync();
        await db.ExecuteAsync("""
            insert into theme (region, code, kind, audience, position, name, topics, departments, matters, revision, updated_at)
            select '410497', 'X' || lpad(n::text, 4, '0'), 'livelihood', 'both', n, '满', '{满}', '{}', '{}', 1, now()
            from generate_series(1, 500 - (select count(*)::integer from theme where region = '410497')) n
            """);
        var theme = new ThemeContent { Kind = "livelihood", Audience = "both", Name = "多余", Topics = ["多余"] };
        using var refused = await PutAsync("Y01", 0, theme);
        Assert.Equal((HttpStatusCode.Conflict, "themes-full"), (refused.StatusCode, await refused.CodeAsync()));
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("X0001", 1, theme)).StatusCode);
        Assert.Equal(500, (await CountsAsync("?fresh")).Count);
        await db.ExecuteAsync("delete from theme where code like 'X%'");
    }

    [Fact]
    public async Task counts_are_kept_for_a_minute_by_kind_and_audience_and_nothing_else()
    {
        var theme = new ThemeContent { Kind = "theme", Audience = "personal", Name = "一分钟", Topics = ["一分钟"] };
        Assert.DoesNotContain("K01", (await CountsAsync("?kind=theme&audience=personal")).Keys);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("K01", 0, theme)).StatusCode);
        using var kept = await host.Anonymous().GetAsync($"{Themes}?audience=personal&kind=theme");
        Assert.DoesNotContain("K01", await kept.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("public, max-age=60", kept.Headers.CacheControl?.ToString());
        Assert.NotNull(kept.Headers.Age);
        Assert.Contains("K01", (await CountsAsync("?kind=theme&audience=personal&fresh=1")).Keys);
        Assert.DoesNotContain("K01", (await CountsAsync("?kind=theme&audience=corporate")).Keys);
    }

    /// <summary>Several indexes of matters begin with the county, and are as good: none of the tables is scanned.</summary>
    [Fact]
    public Task counting_reads_the_county_and_scans_nothing() => Plans.ReadsIndexAsync(host.Database, "matter", $"""
        {MattersHost.Counties};
        insert into theme (region, code, kind, audience, position, name, topics, departments, matters, revision, updated_at)
        select (410401 + r)::text, 'X' || n, 'theme', 'both', n, '题', array['题' || n], '{"{}"}', '{"{}"}', 1, now() from generate_series(1, 20) r, generate_series(1, 200) n;
        analyze theme
        """, ReadThemes.List, new { Region = "410411", kind = (string?)null, audience = (string?)null, Most = 500 }, "theme_pkey", inOrder: false);

    [Fact]
    public Task the_matters_of_a_theme_read_the_county_s_index() => Plans.ReadsIndexAsync(host.Database, "matter", MattersHost.Counties, ReadThemes.Matters, new
    {
        Region = "410411", After = "", Personal = true, Corporate = true, Topics = new[] { "题7" }, Departments = Array.Empty<string>(), Matters = Array.Empty<string>(), Limit = 21,
    }, "matter_open");

    private Task<HttpResponseMessage> PutAsync(string code, int revision, ThemeContent theme, Caller? by = null) =>
        host.As(by ?? People.Admin).SendAsync(new(HttpMethod.Put, $"{Themes}/{code}")
        {
            Content = JsonContent.Create(theme, options: GovJson.Events), Headers = { IfMatch = { new EntityTagHeaderValue($"\"{revision}\"") } },
        });

    private async Task<List<string>> MattersAsync(string code) =>
        [.. (await (await host.Anonymous().GetAsync($"{Themes}/{code}/matters?limit=100")).ReadAsync<JsonElement>()).GetProperty("items").EnumerateArray().Select(matter => matter.GetProperty("code").GetString()!)];

    private async Task<Dictionary<string, int>> CountsAsync(string query) =>
        (await (await host.Anonymous().GetAsync(Themes + query)).ReadAsync<List<JsonElement>>()).ToDictionary(theme => theme.GetProperty("code").GetString()!, theme => theme.GetProperty("count").GetInt32());
}
