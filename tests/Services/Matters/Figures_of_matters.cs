using System.Net;
using System.Text.Json;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>六减一增 in numbers.</summary>
public sealed class Figures_of_matters(MattersHost host) : IClassFixture<MattersHost>
{
    [Fact]
    public async Task a_version_is_counted_beside_the_one_before()
    {
        var first = await host.PublishedAsync(801);
        var second = await host.DraftAsync(801, content => content with
        {
            Reason = "减材料、减时限",
            PromisedDays = 16,
            PromisedUnit = LimitUnit.Hour,
            Materials = [content.Materials[0] with { Certificate = true }],
            Elements = content.Elements with { Flow = ["受理", "审核", "审批", "办结、送达"], Express = true, Appointment = true, SelfService = true, InHall = true, MobileAddress = "https://example.invalid/", HandlingForms = ["1", "2"] },
        });
        Assert.Equal(HttpStatusCode.NotFound, (await host.Anonymous().GetAsync($"/api/matters/v1/matters/{first.Code}/versions/2/figures")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(second, "publish")).StatusCode);
        var told = await ReadAsync($"matters/{first.Code}/versions/2/figures");
        var (before, after) = (told.GetProperty("before"), told.GetProperty("after"));
        Assert.Equal([6, 1, 2, 0, 0, 8, 20, 40, 0, 1], Numbers(before));
        Assert.Equal([4, 1, 1, 1, 0, 2, 20, 10, 0, 6], Numbers(after));
        Assert.Equal(JsonValueKind.Null, (await ReadAsync($"matters/{first.Code}/versions/1/figures")).GetProperty("before").ValueKind);
    }

    [Fact]
    public async Task a_department_is_summed_up_over_what_it_has_published()
    {
        // A region of its own, so that no other test's matters are counted.
        var department = CreditCode.Create('1', '1', RegionCode.Parse("410499"), "00599001").Value;
        foreach (var (number, promised, visits) in new[] { (802, 8, 0), (803, 4, 2), (804, 1, 9) })
        {
            using var drafted = await MattersHost.PostAsync(host.As(People.Admin), "/api/matters/v1/matters", Content(number, department, promised, visits), key: $"{Guid.NewGuid()}");
            // The last one stays a draft, and is not counted.
            if (number < 804)
                Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(await drafted.ReadAsync<MatterAnswer>(), "publish", by: People.Admin)).StatusCode);
        }
        var sums = Assert.Single((await ReadAsync("figures/departments?region=410499")).GetProperty("items").EnumerateArray());
        Assert.Equal([2, 12, 6, 4, 2, 1, 1, 30],
            new[] { "matters", "steps", "averageSteps", "materials", "visits", "averageVisits", "withoutVisit", "promisedPercent" }.Select(name => sums.GetProperty(name).GetDecimal()));
        var page = await ReadAsync("figures?region=410499&limit=1");
        Assert.Equal(8, page.GetProperty("items")[0].GetProperty("promisedDays").GetDecimal());
        var next = await ReadAsync($"figures?region=410499&department={department}&limit=1&after={page.GetProperty("next").GetString()}");
        Assert.Equal(4, next.GetProperty("items")[0].GetProperty("promisedDays").GetDecimal());
        Assert.Empty((await ReadAsync("figures?region=410498")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task what_the_law_wants_at_once_has_no_percentage()
    {
        var department = CreditCode.Create('1', '1', RegionCode.Parse("410495"), "00599002").Value;
        var content = Content(807, department, 0, 0) with { StatutoryDays = 0, HandlingType = "1" };
        using var drafted = await MattersHost.PostAsync(host.As(People.Admin), "/api/matters/v1/matters", content, key: $"{Guid.NewGuid()}");
        using var published = await host.ChangeAsync(await drafted.ReadAsync<MatterAnswer>(), "publish", by: People.Admin);
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        foreach (var path in new[] { "figures", "figures/departments" })
        {
            var figures = Assert.Single((await ReadAsync($"{path}?region=410495")).GetProperty("items").EnumerateArray());
            Assert.Equal(JsonValueKind.Null, figures.GetProperty("promisedPercent").ValueKind);
        }
    }

    [Theory]
    [InlineData(ReadFigures.OfMatters, "matter_open")]
    [InlineData(ReadFigures.OfDepartments, "matter_figures")]
    public async Task figures_are_read_by_region(string sql, string index)
    {
        await host.PublishedAsync(index == "matter_open" ? 805 : 806);
        await Plans.ReadsIndexAsync(host.Database, "matter", """
            insert into matter (id, code, version, status, revision, basic_code, matter_type, name, department_code, department_name, handling_type, audience,
                content, name_grams, text_grams, created_at, updated_at)
            select gen_random_uuid(), lpad(n::text, 31, 'X'), 1, case when n % 4 = 0 then 'published' else 'retired' end, 1, basic_code, matter_type, name, '11' || (410000 + n % 50) || '000000019', department_name, handling_type, audience,
                content, name_grams, text_grams, now(), now()
            from (select basic_code, matter_type, name, department_name, handling_type, audience, content, name_grams, text_grams from matter limit 1) one, generate_series(1, 20000) n
            """, sql, new ReadFigures.Filter("410030", null, "", 21), index);
    }

    private static MatterContent Content(int number, string department, int promised, int visits) => Unit.Matters.Examples.Content($"410113{number}000", department) is var content
        ? content with { PromisedDays = promised, Elements = content.Elements with { Visits = visits, VisitsReason = "核验原件" } }
        : content;

    private static IEnumerable<decimal> Numbers(JsonElement figures) =>
        new[] { "steps", "materialsRequired", "materials", "certificates", "visits", "promisedDays", "statutoryDays", "promisedPercent", "feeItems", "conveniences" }
            .Select(name => figures.GetProperty(name).GetDecimal());

    private async Task<JsonElement> ReadAsync(string path)
    {
        using var answer = await host.Anonymous().GetAsync($"/api/matters/v1/{path}");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.ReadAsync<JsonElement>();
    }
}
