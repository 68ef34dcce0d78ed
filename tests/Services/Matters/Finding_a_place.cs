using System.Net;
using System.Text.Json;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>People ask where a matter is handled; the clock stands at Monday 2026-03-02, 09:00 in China.</summary>
public sealed class Finding_a_place(MattersHost host) : IClassFixture<MattersHost>
{
    private const string Halls = "/api/matters/v1/halls";

    [Fact]
    public async Task the_nearest_that_takes_it_comes_first_with_metres_hours_and_windows()
    {
        var matter = await host.PublishedAsync(201);
        await host.HallAsync("近处甲", latitude: 33.2, takes: ["*"]);
        await host.HallAsync("远处甲", latitude: 33.3, takes: [People.Department]);
        await host.HallAsync("不办甲", latitude: 33.1, takes: [People.OtherDepartment]);
        var places = await PlacesAsync(matter.Code, "?lat=33.1&lng=113.4&limit=100");
        var names = places.Select(place => place.GetProperty("name").GetString()).ToList();
        Assert.True(names.IndexOf("近处甲") < names.IndexOf("远处甲"));
        Assert.DoesNotContain("不办甲", names);
        var near = places.Single(place => place.GetProperty("name").GetString() == "近处甲");
        Assert.Equal(11120, near.GetProperty("metres").GetInt64());
        Assert.Equal(["1"], near.GetProperty("windows").EnumerateArray().Select(window => window.GetString()));
        Assert.Equal("2026-03-02T04:00:00Z", near.GetProperty("opening").GetProperty("closes").GetString());
        Assert.Equal("09:00", near.GetProperty("hours")[0].GetProperty("from").GetString());
    }

    [Fact]
    public async Task only_those_open_then_are_told_where_that_is_asked()
    {
        var matter = await host.PublishedAsync(202);
        await host.HallAsync("上班乙", takes: [matter.Code]);
        await host.HallAsync("停业乙", takes: [matter.Code], exceptions: [new() { From = new(2026, 3, 1), To = new(2026, 3, 9), Reason = "装修" }]);
        Assert.Equal(["上班乙"], Names(await PlacesAsync(matter.Code, "?open=true&limit=100"), '乙'));
        Assert.Equal(["上班乙", "停业乙"], Names(await PlacesAsync(matter.Code, ""), '乙').Order());
        Assert.Empty(await PlacesAsync(matter.Code, "?open=true&at=2026-03-02T12:30:00%2B08:00"));
        var closed = (await PlacesAsync(matter.Code, "?at=2026-10-01T10:00:00%2B08:00"))[0].GetProperty("opening");
        Assert.Equal((false, "2026-10-08T01:00:00Z"), (closed.GetProperty("open").GetBoolean(), closed.GetProperty("opens").GetString()));
    }

    [Fact]
    public async Task without_coordinates_they_come_by_kind_and_name()
    {
        var matter = await host.PublishedAsync(203);
        await host.HallAsync("丙村", kind: "village-desk", takes: [matter.Code]);
        await host.HallAsync("丙县", takes: [matter.Code]);
        Assert.Equal(["丙县", "丙村"], Names(await PlacesAsync(matter.Code, ""), '丙'));
    }

    [Fact]
    public async Task what_is_kept_out_of_the_hall_is_taken_only_where_it_is_named()
    {
        var draft = await host.DraftAsync(204, content => content with { Elements = content.Elements with { InHall = false } });
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(draft, "publish")).StatusCode);
        await host.HallAsync("什么都办丁", takes: ["*"]);
        using var none = await host.Anonymous().GetAsync($"/api/matters/v1/matters/{draft.Code}/places");
        Assert.Equal((HttpStatusCode.NotFound, "no-place"), (none.StatusCode, await none.CodeAsync()));
        await host.HallAsync("派出所丁", takes: [draft.Code]);
        Assert.Equal(["派出所丁"], Names(await PlacesAsync(draft.Code, ""), '所'));
    }

    [Fact]
    public async Task more_places_than_were_asked_for_are_told_so()
    {
        var matter = await host.PublishedAsync(209);
        await host.HallAsync("多一", takes: [matter.Code]);
        await host.HallAsync("多二", takes: [matter.Code]);
        var all = (await PlacesAsync(matter.Code, "?limit=100")).Count;
        foreach (var query in new[] { "", "&open=true" })
        {
            Assert.True(await MoreAsync($"?limit=1{query}"));
            Assert.False(await MoreAsync($"?limit={all}{query}"));
        }

        async Task<bool> MoreAsync(string query)
        {
            using var answer = await host.Anonymous().GetAsync($"/api/matters/v1/matters/{matter.Code}/places{query}");
            return (await answer.ReadAsync<JsonElement>()).GetProperty("more").GetBoolean();
        }
    }

    [Theory]
    [InlineData("?lat=33.1", "coordinates-incomplete")]
    [InlineData("?lat=91&lng=113", "coordinates-range")]
    [InlineData("?lat=NaN&lng=113", "coordinates-range")]
    [InlineData("?at=1900-01-01T00:00:00Z", "moment-range")]
    public async Task what_cannot_be_is_refused_with_its_code(string query, string code)
    {
        using var answer = await host.Anonymous().GetAsync($"/api/matters/v1/matters/x/places{query}");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task a_matter_that_is_suspended_is_told_so_and_a_draft_is_not_known()
    {
        var matter = await host.PublishedAsync(205);
        await host.ChangeAsync(matter, "suspend");
        using var suspended = await host.Anonymous().GetAsync($"/api/matters/v1/matters/{matter.Code}/places");
        Assert.Equal((HttpStatusCode.Conflict, "matter-not-published"), (suspended.StatusCode, await suspended.CodeAsync()));
        var draft = await host.DraftAsync(206);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Anonymous().GetAsync($"/api/matters/v1/matters/{draft.Code}/places")).StatusCode);
    }

    [Fact]
    public async Task a_place_lists_what_it_takes()
    {
        var named = await host.PublishedAsync(207);
        var some = await host.HallAsync("己一", takes: [named.Code]);
        Assert.Equal([named.Code], await TakenAsync(some));
        var department = await host.HallAsync("己二", takes: [People.Department, named.Code]);
        var all = await host.HallAsync("己三", takes: ["*"]);
        var codes = await TakenAsync(all);
        Assert.Contains(named.Code, codes);
        Assert.Equal(codes, await TakenAsync(department));
        using var page = await host.Anonymous().GetAsync($"{Halls}/{department}/matters?limit=1");
        var next = (await page.ReadAsync<JsonElement>()).GetProperty("next").GetString();
        Assert.DoesNotContain(codes[0], await TakenAsync(department, $"&after={next}"));
    }

    [Fact]
    public async Task an_imported_year_moves_the_hours()
    {
        var matter = await host.PublishedAsync(208);
        await host.HallAsync("庚厅", takes: [matter.Code]);
        await host.DeliverAsync(new CalendarPublished(host.Clock.Now, 2028, 1, true, [new(2028, 3, 1)], []));
        Assert.Empty(await PlacesAsync(matter.Code, "?open=true&at=2028-03-01T10:00:00%2B08:00"));
        Assert.Single(Names(await PlacesAsync(matter.Code, "?open=true&at=2028-03-02T10:00:00%2B08:00"), '庚'));
    }

    [Fact]
    public Task the_list_of_places_reads_its_index() =>
        Plans.ReadsIndexAsync(host.Database, "hall", MattersHost.Desks, ReadHalls.List, new { Region = "410411", AfterRank = 2, AfterName = "场所3", Rank = (int?)null, Limit = 21 }, "hall_list");

    [Fact]
    public Task the_places_of_a_matter_are_found_by_what_they_take() =>
        Plans.ReadsIndexAsync(host.Database, "hall", MattersHost.Desks, FindPlaces.Sql, new { Region = "410411", What = new[] { "*", "M7" }, Lat = 33.1, Lng = 113.4, Limit = (int?)20 }, "window_take_pkey", inOrder: false);

    private async Task<List<JsonElement>> PlacesAsync(string code, string query)
    {
        using var answer = await host.Anonymous().GetAsync($"/api/matters/v1/matters/{code}/places{query}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.ReadAsync<JsonElement>()).GetProperty("items").EnumerateArray()];
    }

    private async Task<List<string>> TakenAsync(Guid hall, string query = "")
    {
        using var answer = await host.Anonymous().GetAsync($"{Halls}/{hall}/matters?limit=100{query}");
        return [.. (await answer.ReadAsync<JsonElement>()).GetProperty("items").EnumerateArray().Select(matter => matter.GetProperty("code").GetString()!)];
    }

    /// <summary>The class shares one county, so each test has places of its own mark.</summary>
    private static IEnumerable<string> Names(IEnumerable<JsonElement> places, char mark) =>
        places.Select(place => place.GetProperty("name").GetString()!).Where(name => name.Contains(mark));
}
