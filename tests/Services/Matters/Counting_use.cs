using System.Net;
using System.Text.Json;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>What is really used, and whether the county hall takes it. Each test has a county of its own.</summary>
public sealed class Counting_use : IAsyncLifetime
{
    private readonly MattersHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task an_acceptance_delivered_twice_counts_once_and_the_most_used_comes_first()
    {
        var (seldom, often, never) = (await host.PublishedAsync(401), await host.PublishedAsync(402), await host.PublishedAsync(403));
        await AcceptAsync(seldom);
        await AcceptAsync(often);
        await AcceptAsync(often);
        await AcceptAsync(often, new(2025, 11, 1));
        Assert.Equal(3, await host.RowAsync<int>("select sum(count)::integer from matter_use where code = @Code", new { often.Code }));
        Assert.Equal([(often.Code, 2, 1), (seldom.Code, 1, 2)], await FrequentAsync("?days=90"));
        Assert.Equal(3, (await FrequentAsync("?days=366"))[0].Uses);
        Assert.Equal([(seldom.Code, 1, 2)], await FrequentAsync($"?limit=1&after={await NextAsync()}"));
        Assert.DoesNotContain(await FrequentAsync("?days=90"), matter => matter.Code == never.Code);
        await host.ChangeAsync(often, "suspend");
        Assert.Equal([(seldom.Code, 1, 1)], await FrequentAsync("?days=90"));
    }

    [Fact]
    public async Task a_first_page_of_what_is_counted_over_a_county_is_kept_for_a_minute()
    {
        (string Query, bool Kept)[] asked =
            [("?limit=20", false), ("", true), ("?limit=020", true), ("?limit=21", false), ("?limit=500", false), ("?limit=100", true), ("?limit=20&other=1", false), ("?limit=20&other=1", false)];
        string[] paths = ["frequent", "figures/hall", "figures/hall/missing", "figures", "figures/departments"];
        foreach (var (path, query, kept) in from path in paths from one in asked select (path, one.Query, one.Kept))
        {
            using var answer = await host.Anonymous().GetAsync($"/api/matters/v1/{path}{query}");
            Assert.Equal((path + query, HttpStatusCode.OK, kept), (path + query, answer.StatusCode, answer.Headers.Age is not null));
            Assert.Equal("public, max-age=60", answer.Headers.CacheControl?.ToString());
        }
    }

    [Fact]
    public async Task search_is_told_what_is_used_and_forgets_what_is_no_longer()
    {
        var (now, once) = (await host.PublishedAsync(421), await host.PublishedAsync(422));
        await AcceptAsync(now);
        await AcceptAsync(once, new(2026, 2, 1));
        await using var db = await host.Database.OpenConnectionAsync();
        Assert.Equal(2, await CountUses.CountAsync(db, "410497", new(2026, 1, 1)));
        Assert.Equal(1, await CountUses.CountAsync(db, "410497", new(2026, 2, 15)));
        Assert.Equal((1, 0), (await UsesAsync(now), await UsesAsync(once)));
        Assert.Equal(0, await CountUses.CountAsync(db, "410497", new(2026, 2, 15)));
    }

    private Task<int> UsesAsync(MatterAnswer matter) => host.RowAsync<int>("select uses from matter_search where code = @Code", new { matter.Code });

    [Theory]
    [InlineData("?days=0", 422, "days-range")]
    [InlineData("?days=367", 422, "days-range")]
    [InlineData("?after=x", 400, "bad-cursor")]
    public async Task what_cannot_be_is_refused_with_its_code(string query, int status, string code)
    {
        using var answer = await host.Anonymous().GetAsync($"/api/matters/v1/frequent{query}");
        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task the_hall_is_measured_by_what_its_windows_take()
    {
        var (inside, outside) = (await host.PublishedAsync(411), await host.PublishedAsync(412));
        var draft = await host.DraftAsync(413, content => content with { Elements = content.Elements with { InHall = false } });
        await host.ChangeAsync(draft, "publish");
        await AcceptAsync(inside);
        await AcceptAsync(outside);
        await host.HallAsync("县大厅", takes: [inside.Code]);
        await host.HallAsync("某某村", kind: "village-desk", takes: [outside.Code]);
        var figures = await FiguresAsync();
        Assert.Equal((3, 1, 600, false), (Number(figures, "matters"), Number(figures, "inHall"), Number(figures, "goal"), figures.GetProperty("goalMet").GetBoolean()));
        Assert.Equal((2, 1, 100, false), (Number(figures, "frequent"), Number(figures, "frequentInHall"), Number(figures, "frequentGoal"), figures.GetProperty("frequentGoalMet").GetBoolean()));
        Assert.Equal(33.3m, figures.GetProperty("share").GetDecimal());
        Assert.Equal([(outside.Code, "no-window", true), (draft.Code, "kept-out", false)], await MissingAsync("?frequent=false"));
        Assert.Equal([(outside.Code, "no-window", true)], await MissingAsync("?frequent=true"));

        await host.HallAsync("县分厅", takes: ["*"]);
        figures = await FiguresAsync();
        Assert.Equal((2, true), (Number(figures, "frequentInHall"), figures.GetProperty("frequentGoalMet").GetBoolean()));
        Assert.Equal([(draft.Code, "kept-out", false)], await MissingAsync("?frequent=false"));
    }

    private const string Uses = """
        insert into matter_use (region, day, code, count)
        select (410401 + r)::text, date '2026-03-02' - d, 'M' || m, 1 from generate_series(1, 20) r, generate_series(0, 99) d, generate_series(1, 20) m
        """;

    [Fact]
    public Task the_ranking_reads_the_days_of_its_county() => Plans.ReadsIndexAsync(host.Database, "matter_use", Uses, ReadFrequent.Ranked, new { Region = "410411", Since = new DateOnly(2026, 2, 20), AfterUses = int.MinValue, AfterCode = "", Limit = 21 }, "matter_use_pkey", inOrder: false);

    [Theory]
    [InlineData(HallFigures.Figures)]
    [InlineData(HallFigures.Missing)]
    public Task the_figures_read_their_county_only(string sql) => Plans.ReadsIndexAsync(host.Database, "matter", $"{MattersHost.Counties};\n{MattersHost.Desks};\n{Uses};\nanalyze hall;\nanalyze matter_use", sql, new
    {
        Region = "410411", Since = new DateOnly(2026, 2, 20), FrequentCount = 100, After = "", FrequentOnly = false, Limit = 21,
    }, "matter_use_pkey", inOrder: false);

    private Task AcceptAsync(MatterAnswer matter, DateOnly? day = null)
    {
        var told = new Told().Accepted;
        return host.DeliverAsync(told with { Matter = told.Matter with { Code = matter.Code }, AcceptedOn = day ?? told.AcceptedOn });
    }

    private async Task<List<(string Code, int Uses, int Rank)>> FrequentAsync(string query) =>
        [.. (await ItemsAsync($"/frequent{query}")).Select(matter => (matter.GetProperty("code").GetString()!, Number(matter, "uses"), Number(matter, "rank")))];

    private async Task<List<(string, string, bool)>> MissingAsync(string query) =>
        [.. (await ItemsAsync($"/figures/hall/missing{query}")).Select(matter => (matter.GetProperty("code").GetString()!, matter.GetProperty("reason").GetString()!, matter.GetProperty("frequent").GetBoolean()))];

    private async Task<string?> NextAsync() => (await (await host.Anonymous().GetAsync("/api/matters/v1/frequent?limit=1")).ReadAsync<JsonElement>()).GetProperty("next").GetString();

    private async Task<JsonElement> FiguresAsync() => await (await host.Anonymous().GetAsync("/api/matters/v1/figures/hall?fresh=1")).ReadAsync<JsonElement>();

    private async Task<List<JsonElement>> ItemsAsync(string path)
    {
        using var answer = await host.Anonymous().GetAsync($"/api/matters/v1{path}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.ReadAsync<JsonElement>()).GetProperty("items").EnumerateArray()];
    }

    private static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();
}
