using System.Net;
using System.Text.Json;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>Who changed what, when and why; and versions that wait for their day.</summary>
public sealed class Versions_of_a_matter(MattersHost host) : IClassFixture<MattersHost>
{
    private DateOnly Today => host.Clock.Today();

    [Fact]
    public async Task the_history_tells_who_when_and_why_newest_first()
    {
        var first = await host.PublishedAsync(601);
        await host.DraftAsync(601, content => content with { PromisedDays = 5, Reason = "压缩承诺时限" });
        var told = await ReadAsync(People.Editor, $"{first.Code}/versions");
        var entries = told.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([(2, "draft"), (1, "published")], entries.Select(entry => (entry.GetProperty("version").GetInt32(), entry.GetProperty("status").GetString())));
        Assert.Equal("压缩承诺时限", entries[0].GetProperty("reason").GetString());
        Assert.Equal($"{People.Editor.Id}", entries[0].GetProperty("author").GetString());
        Assert.Equal(("staff", $"{People.Editor.Id}"), (entries[1].GetProperty("publisherKind").GetString(), entries[1].GetProperty("publisher").GetString()));
    }

    [Fact]
    public async Task others_see_neither_drafts_nor_accounts_in_the_history()
    {
        var first = await host.PublishedAsync(602);
        await host.DraftAsync(602, content => content with { Reason = "x" });
        foreach (var reader in new[] { People.Citizen, MattersHost.EditorElsewhere })
        {
            var entry = Assert.Single((await ReadAsync(reader, $"{first.Code}/versions")).GetProperty("items").EnumerateArray());
            Assert.Equal((1, JsonValueKind.Null), (entry.GetProperty("version").GetInt32(), entry.GetProperty("author").ValueKind));
        }
        var draft = await host.DraftAsync(603);
        using var hidden = await host.As(People.Citizen).GetAsync($"/api/matters/v1/matters/{draft.Code}/versions");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }

    [Fact]
    public async Task the_history_is_told_a_page_at_a_time()
    {
        var code = await SecondVersionAsync(604);
        var page = await ReadAsync(null, $"{code}/versions?limit=1");
        Assert.Equal(2, page.GetProperty("items")[0].GetProperty("version").GetInt32());
        var next = await ReadAsync(null, $"{code}/versions?limit=1&after={page.GetProperty("next").GetString()}");
        Assert.Equal(1, next.GetProperty("items")[0].GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task a_later_version_without_a_reason_is_not_published()
    {
        await host.PublishedAsync(605);
        var second = await host.DraftAsync(605, content => content with { PromisedDays = 5 });
        using var answer = await host.ChangeAsync(second, "publish");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "catalogue-rules"), (answer.StatusCode, await answer.CodeAsync()));
        Assert.True((await answer.ReadAsync<JsonElement>()).GetProperty("errors").TryGetProperty("/reason", out _));
    }

    [Fact]
    public async Task what_a_version_changed_is_told_against_the_one_before()
    {
        var code = await SecondVersionAsync(606);
        var told = await ReadAsync(null, $"{code}/versions/2/changes");
        Assert.Equal((1, "压缩承诺时限"), (told.GetProperty("from").GetInt32(), told.GetProperty("reason").GetString()));
        var change = Assert.Single(told.GetProperty("changes").EnumerateArray());
        Assert.Equal(("/promisedDays", "承诺办结时限", "8", "5"), (Text(change, "pointer"), Text(change, "label"), Text(change, "before"), Text(change, "after")));
        var back = await ReadAsync(null, $"{code}/versions/1/changes?from=2");
        Assert.Equal("5", Text(back.GetProperty("changes")[0], "before"));
        Assert.Empty((await ReadAsync(null, $"{code}/versions/1/changes")).GetProperty("changes").EnumerateArray());
        using var unknown = await host.Anonymous().GetAsync($"/api/matters/v1/matters/{code}/versions/2/changes?from=7");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task a_version_takes_effect_on_its_day_even_when_the_service_was_down_on_it()
    {
        var first = await host.PublishedAsync(607);
        var second = await host.DraftAsync(607, content => content with { PromisedDays = 5, Reason = "压缩承诺时限" });
        using var scheduled = await host.ChangeAsync(second, $"publish?effectiveOn={Today.AddDays(3):yyyy-MM-dd}");
        Assert.Equal((HttpStatusCode.OK, "scheduled"), (scheduled.StatusCode, (await scheduled.ReadAsync<MatterAnswer>()).Status));
        Assert.Equal(1, (await ReadAsync(null, first.Code)).GetProperty("version").GetInt32());
        using var unseen = await host.Anonymous().GetAsync($"/api/matters/v1/matters/{first.Code}/versions/2");
        Assert.Equal(HttpStatusCode.NotFound, unseen.StatusCode);
        using var third = await MattersHost.PostAsync(host.As(People.Editor), "/api/matters/v1/matters", Unit.Matters.Examples.Content("410113607000"), key: $"{Guid.NewGuid()}");
        Assert.Equal("draft-exists", await third.CodeAsync());

        await PassAsync(days: 5);
        Assert.Equal((2, "published"), (await ReadAsync(null, first.Code)) is var now ? (now.GetProperty("version").GetInt32(), Text(now, "status")) : default);
        Assert.Equal([1, 2], (await host.Published<MatterPublished>()).Where(told => told.Code == first.Code).Select(told => told.Version));
        Assert.DoesNotContain(await host.Published<MatterClosed>(), told => told.Code == first.Code);
        Assert.Equal(1, await host.RowAsync<long>("select count(*) from audit_pending where action = 'matter.take-effect' and object_id = @id", new { id = $"{first.Code}/2" })
            + await host.RowAsync<long>("select count(*) from audit where action = 'matter.take-effect' and object_id = @id", new { id = $"{first.Code}/2" }));
    }

    [Fact]
    public async Task a_scheduled_version_is_taken_back_into_a_draft()
    {
        var draft = await host.DraftAsync(608);
        using var scheduled = await host.ChangeAsync(draft, $"publish?effectiveOn={Today.AddDays(1):yyyy-MM-dd}");
        using var back = await host.ChangeAsync(draft, "unschedule", revision: 2);
        Assert.Equal((HttpStatusCode.OK, "draft"), (back.StatusCode, (await back.ReadAsync<MatterAnswer>()).Status));
        await PassAsync(days: 2);
        Assert.Equal("draft", await host.RowAsync<string>("select status from matter where code = @Code", new { draft.Code }));
    }

    [Fact]
    public async Task a_matter_retires_on_its_day_and_is_kept_when_that_is_taken_back()
    {
        var (ends, stays) = (await host.PublishedAsync(609), await host.PublishedAsync(610));
        foreach (var matter in new[] { ends, stays })
            Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(matter, $"retire?on={Today.AddDays(2):yyyy-MM-dd}")).StatusCode);
        using var kept = await host.ChangeAsync(stays, "keep", revision: 3);
        Assert.Equal((HttpStatusCode.OK, "published"), (kept.StatusCode, (await kept.ReadAsync<MatterAnswer>()).Status));
        Assert.Equal("published", Text(await ReadAsync(null, ends.Code), "status"));

        await PassAsync(days: 2);
        using var gone = await host.Anonymous().GetAsync($"/api/matters/v1/matters/{ends.Code}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal("retired", Assert.Single(await host.Published<MatterClosed>(), told => told.Code == ends.Code).Status);
        Assert.Equal("published", Text(await ReadAsync(null, stays.Code), "status"));
    }

    [Fact]
    public async Task a_matter_that_was_to_end_ends_also_when_a_new_version_came_in_between()
    {
        var first = await host.PublishedAsync(611);
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(first, $"retire?on={Today.AddDays(4):yyyy-MM-dd}")).StatusCode);
        var second = await host.DraftAsync(611, content => content with { Reason = "更正" });
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(second, $"publish?effectiveOn={Today.AddDays(2):yyyy-MM-dd}")).StatusCode);
        await PassAsync(days: 6);
        Assert.Equal("retired,retired", await host.RowAsync<string>("select string_agg(status, ',' order by version) from matter where code = @Code", new { first.Code }));
        Assert.Equal(2, Assert.Single(await host.Published<MatterClosed>(), told => told.Code == first.Code).Version);
    }

    [Theory]
    [InlineData(640, null, 3, "version-waits")]
    [InlineData(641, 2, 3, "version-waits")]
    [InlineData(642, 3, 3, "version-waits")]
    [InlineData(643, 4, 3, null)]
    public async Task a_matter_is_not_retired_before_a_version_that_waits_for_its_day(int number, int? retireIn, int effectiveIn, string? refusal)
    {
        var first = await host.PublishedAsync(number);
        var second = await host.DraftAsync(number, content => content with { Reason = "更正" });
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(second, $"publish?effectiveOn={Today.AddDays(effectiveIn):yyyy-MM-dd}")).StatusCode);
        using var answer = await host.ChangeAsync(first, retireIn is { } days ? $"retire?on={Today.AddDays(days):yyyy-MM-dd}" : "retire");
        if (refusal is null)
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return;
        }
        Assert.Equal((HttpStatusCode.Conflict, refusal), (answer.StatusCode, await answer.CodeAsync()));
        Assert.Equal(2, (await answer.ReadAsync<JsonElement>()).GetProperty("version").GetInt32());
        Assert.Equal("published", Text(await ReadAsync(null, first.Code), "status"));

        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(second, "unschedule", revision: 2)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(first, "retire")).StatusCode);
    }

    [Fact]
    public async Task a_dropped_draft_stands_in_no_ones_way()
    {
        var first = await host.PublishedAsync(648);
        Assert.Equal((HttpStatusCode.Conflict, "wrong-status"), await DropAsync(first, People.Editor) is var of ? (of.StatusCode, await of.CodeAsync()) : default);
        var draft = await host.DraftAsync(648, content => content with { Reason = "误建" });
        Assert.Equal(HttpStatusCode.NotFound, (await DropAsync(draft, MattersHost.EditorElsewhere)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await DropAsync(draft with { Revision = 2 }, People.Editor)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await DropAsync(draft, People.Editor)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await DropAsync(draft, People.Editor)).StatusCode);

        var second = await host.DraftAsync(648, content => content with { PromisedDays = 5, Reason = "压缩承诺时限" });
        Assert.Equal(2, second.Version);
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(second, "publish")).StatusCode);
        Assert.Single((await ReadAsync(null, $"{first.Code}/versions/2/changes")).GetProperty("changes").EnumerateArray());
    }

    [Fact]
    public async Task no_version_is_to_begin_when_the_matter_has_ended()
    {
        var first = await host.PublishedAsync(647);
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(first, $"retire?on={Today.AddDays(2):yyyy-MM-dd}")).StatusCode);
        var second = await host.DraftAsync(647, content => content with { Reason = "更正" });
        using var answer = await host.ChangeAsync(second, $"publish?effectiveOn={Today.AddDays(2):yyyy-MM-dd}");
        Assert.Equal((HttpStatusCode.Conflict, "retirement-planned"), (answer.StatusCode, await answer.CodeAsync()));
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(first, "keep", revision: 3)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(second, $"publish?effectiveOn={Today.AddDays(2):yyyy-MM-dd}")).StatusCode);
    }

    [Fact]
    public async Task one_matter_that_cannot_be_changed_holds_no_other_up()
    {
        var (broken, next) = (await host.DraftAsync(644), await host.DraftAsync(645));
        foreach (var draft in new[] { broken, next })
            Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(draft, $"publish?effectiveOn={Today.AddDays(1):yyyy-MM-dd}")).StatusCode);
        await host.RowAsync<int>("update matter set content = jsonb_set(content, '{situations}', '5') where code = @Code", broken);
        try
        {
            host.Clock.Advance(TimeSpan.FromDays(1));
            for (var tries = 0; tries < 200 && await host.RowAsync<string>("select status from matter where code = @Code", next) != "published"; tries++)
                await Task.Delay(100);
            Assert.Equal("published", await host.RowAsync<string>("select status from matter where code = @Code", next));
            Assert.Equal("scheduled", await host.RowAsync<string>("select status from matter where code = @Code", broken));
        }
        finally
        {
            await host.RowAsync<int>("update matter set status = 'draft', effective_on = null where code = @Code", broken);
        }
    }

    [Fact]
    public async Task a_version_that_could_not_be_found_is_not_scheduled()
    {
        var draft = await host.DraftAsync(646);
        await host.RowAsync<int>("alter table matter_search add constraint not_this check (code <> '" + draft.Code + "')");
        using var answer = await host.ChangeAsync(draft, $"publish?effectiveOn={Today.AddDays(1):yyyy-MM-dd}");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("draft", await host.RowAsync<string>("select status from matter where code = @Code", draft));
        await host.RowAsync<int>("alter table matter_search drop constraint not_this");
        using var again = await host.ChangeAsync(draft, $"publish?effectiveOn={Today.AddDays(1):yyyy-MM-dd}");
        Assert.Equal("scheduled", (await again.ReadAsync<MatterAnswer>()).Status);
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from matter_search where code = @Code", draft));
    }

    [Theory]
    [InlineData("publish?effectiveOn=2020-01-01", "day-passed")]
    [InlineData("retire?on=2020-01-01", "day-passed")]
    public async Task a_day_that_has_passed_is_refused(string action, string code)
    {
        var draft = await host.DraftAsync(action.StartsWith('p') ? 612 : 613);
        using var answer = await host.ChangeAsync(draft, action);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.StatusCode, await answer.CodeAsync()));
        using var unreadable = await host.ChangeAsync(draft, action.Replace("2020-01-01", "soon", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, unreadable.StatusCode);
    }

    private async Task<HttpResponseMessage> DropAsync(MatterAnswer matter, Caller by)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/matters/v1/matters/{matter.Code}/versions/{matter.Version}") { Headers = { { "If-Match", $"\"{matter.Revision}\"" } } };
        return await host.As(by).SendAsync(request);
    }

    private async Task<string> SecondVersionAsync(int number)
    {
        var first = await host.PublishedAsync(number);
        var second = await host.DraftAsync(number, content => content with { PromisedDays = 5, Reason = "压缩承诺时限" });
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(second, "publish")).StatusCode);
        return first.Code;
    }

    /// <summary>Days go by, and the loop comes round.</summary>
    private async Task PassAsync(int days)
    {
        host.Clock.Advance(TimeSpan.FromDays(days));
        for (var tries = 0; tries < 200 && await host.RowAsync<bool>(
            "select exists (select from matter where (status = 'scheduled' and effective_on <= @Today) or (status in ('published', 'suspended') and retire_on <= @Today))", new { Today }); tries++)
            await Task.Delay(100);
    }

    private async Task<JsonElement> ReadAsync(Caller? by, string path)
    {
        using var answer = await (by is null ? host.Anonymous() : host.As(by)).GetAsync($"/api/matters/v1/matters/{path}");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.ReadAsync<JsonElement>();
    }

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
