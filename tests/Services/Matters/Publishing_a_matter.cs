using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Dapper;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>From a draft to a published version, and what the catalogue refuses on the way.</summary>
public sealed class Publishing_a_matter(MattersHost host) : IClassFixture<MattersHost>
{
    [Fact]
    public async Task a_draft_is_seen_by_its_department_and_nobody_else()
    {
        var draft = await host.DraftAsync(1);
        var path = $"/api/matters/v1/matters/{draft.Code}/versions/1";
        Assert.Equal(HttpStatusCode.OK, (await host.As(People.Editor).GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.As(MattersHost.EditorElsewhere).GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.As(People.Citizen).GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Anonymous().GetAsync($"/api/matters/v1/matters/{draft.Code}")).StatusCode);
    }

    [Fact]
    public async Task publishing_opens_the_matter_and_tells_so()
    {
        var matter = await host.PublishedAsync(2);
        Assert.Equal(("published", 2), (matter.Status, matter.Revision));
        Assert.Equal("published", await host.RowAsync<string>("select status from matter where code = @Code", new { matter.Code }));
        var told = Assert.Single(await host.Published<MatterPublished>(), told => told.Code == matter.Code);
        Assert.Equal((1, "食品经营许可", People.Department), (told.Version, told.Name, told.DepartmentCode));
    }

    [Fact]
    public async Task what_a_case_keeps_of_a_matter_is_in_the_answer()
    {
        var draft = await host.PublishedAsync(3);
        using var answer = await host.As(People.Service).GetAsync($"/api/matters/v1/matters/{draft.Code}");
        var matter = await answer.ReadAsync<MatterRef>();
        Assert.Equal(
            new MatterRef(draft.Code, 1, "食品经营许可", "2", People.Department, "平澜县市场监督管理局", 20, 8, People.Department + "003", "食品经营许可证", 5, false), matter);
        Assert.Equal([draft.Code + "01001", draft.Code + "01002"], (await answer.ReadAsync<MatterAnswer>()).Materials.Select(material => material.Code));
    }

    [Theory]
    [InlineData("materials/0")]
    [InlineData("situations/0/options/0")]
    [InlineData("elements/faq")]
    [InlineData("elements/userTopics")]
    [InlineData("elements/userTopics/0")]
    [InlineData("elements/fees/0")]
    [InlineData("promisedUnit")]
    [InlineData("audience/0")]
    [InlineData("materials")]
    public async Task null_in_place_of_a_value_is_refused_with_400(string at)
    {
        var content = Unit.Matters.Examples.Content("410113080000");
        content = content with
        {
            Situations = [new() { Id = "q1", Question = "规模", Options = [new() { Id = "a", Label = "大" }, new() { Id = "b", Label = "小" }] }],
            Elements = content.Elements with { UserTopics = ["其他"], Fees = [new() { Name = "证照工本费", Standard = "每证10元", Basis = "某法" }] },
        };
        var body = JsonSerializer.SerializeToNode(content, GovJson.Events)!;
        var node = body;
        foreach (var part in at.Split('/').SkipLast(1))
            node = int.TryParse(part, out var i) ? node[i]! : node[part]!;
        if (int.TryParse(at.Split('/')[^1], out var last))
            node[last] = null;
        else
            node[at.Split('/')[^1]] = null;
        using var answer = await MattersHost.PostAsync(host.As(People.Editor), "/api/matters/v1/matters", body, key: $"{Guid.NewGuid()}");
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        Assert.Equal(at == "materials" ? "validation" : "malformed-json", await answer.CodeAsync());
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from matter where basic_code = '410113080000'"));
    }

    [Fact]
    public async Task a_package_with_a_null_item_is_refused_with_400()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/matters/v1/packages")
        {
            Content = new StringContent("""{"code":"nulls","name":"空项","kind":"person","promisedDays":1,"items":[null]}""", System.Text.Encoding.UTF8, "application/json"),
            Headers = { { "Idempotency-Key", $"{Guid.NewGuid()}" } },
        };
        using var answer = await host.As(People.Editor).SendAsync(request);
        Assert.Equal((HttpStatusCode.BadRequest, "malformed-json"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task a_character_that_cannot_be_stored_is_refused()
    {
        using var asked = await host.Anonymous().GetAsync("/api/matters/v1/matters?department=%00");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "character-refused"), (asked.StatusCode, await asked.CodeAsync()));
        var content = Unit.Matters.Examples.Content("410113081000") with { Name = "食品\0经营许可" };
        using var drafted = await MattersHost.PostAsync(host.As(People.Editor), "/api/matters/v1/matters", content, key: $"{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.BadRequest, drafted.StatusCode);
        Assert.Contains("\"/name\"", await drafted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_waits_for_a_change_sees_the_materials_of_that_change()
    {
        var draft = await host.DraftAsync(82);
        await using var db = await host.Database.OpenConnectionAsync();
        await using var revising = await db.BeginTransactionAsync();
        await db.ExecuteAsync("update matter set updated_at = now() where code = @Code", draft, revising);
        await db.ExecuteAsync("delete from material where serial = 2 and matter_id = (select id from matter where code = @Code)", draft, revising);
        var publishing = host.ChangeAsync(draft, "publish");
        for (var tries = 0; tries < 100 && !await host.RowAsync<bool>("select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')"); tries++)
            await Task.Delay(50);
        await revising.CommitAsync();
        using var answer = await publishing;
        Assert.Equal(1, Assert.Single((await answer.ReadAsync<MatterAnswer>()).Materials).Serial);
    }

    [Fact]
    public async Task publishing_twice_is_refused_with_409()
    {
        var matter = await host.PublishedAsync(4);
        using var again = await host.ChangeAsync(matter, "publish");
        Assert.Equal((HttpStatusCode.Conflict, "wrong-status"), (again.StatusCode, await again.CodeAsync()));
        Assert.Equal("published", (await again.ReadAsync<JsonElement>()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task a_stale_if_match_is_refused_with_412_before_the_status_is_asked()
    {
        var matter = await host.PublishedAsync(5);
        using var stale = await host.ChangeAsync(matter, "publish", revision: 1);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        using var none = await MattersHost.PostAsync(host.As(People.Editor), $"/api/matters/v1/matters/{matter.Code}/versions/1/suspend", null);
        Assert.Equal(HttpStatusCode.PreconditionRequired, none.StatusCode);
    }

    [Fact]
    public async Task another_department_s_editor_finds_nothing()
    {
        var matter = await host.PublishedAsync(6);
        using var suspend = await host.ChangeAsync(matter, "suspend", by: MattersHost.EditorElsewhere);
        Assert.Equal(HttpStatusCode.NotFound, suspend.StatusCode);
        using var admin = await host.ChangeAsync(matter, "suspend", by: People.Admin);
        Assert.Equal(HttpStatusCode.OK, admin.StatusCode);
    }

    [Fact]
    public async Task a_matter_whose_elements_disagree_is_not_published()
    {
        var draft = await host.DraftAsync(7, content => content with { PromisedDays = 21, Elements = content.Elements with { Faq = [] } });
        using var answer = await host.ChangeAsync(draft, "publish");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "catalogue-rules"), (answer.StatusCode, await answer.CodeAsync()));
        Assert.True((await answer.ReadAsync<JsonElement>()).GetProperty("errors").TryGetProperty("/promisedDays", out _));
        Assert.Equal(
            [("promised-above-statutory", "/promisedDays", "error"), ("licence-without-faq", "/elements/faq", "error")],
            Findings(await answer.ReadAsync<JsonElement>()));
        Assert.Equal("draft", await host.RowAsync<string>("select status from matter where code = @Code", new { draft.Code }));
    }

    [Fact]
    public async Task what_a_draft_still_lacks_is_told_as_warnings_on_each_save_and_reading()
    {
        var content = Unit.Matters.Examples.Content("410113013000") with { PromisedDays = 21 };
        using var drafted = await MattersHost.PostAsync(host.As(People.Editor), "/api/matters/v1/matters", content, key: $"{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.Created, drafted.StatusCode);
        Assert.Equal([("promised-above-statutory", "/promisedDays", "warning")], Findings(await drafted.ReadAsync<JsonElement>()));
        using var read = await host.As(People.Editor).GetAsync(drafted.Headers.Location);
        Assert.Equal([("promised-above-statutory", "/promisedDays", "warning")], Findings(await read.ReadAsync<JsonElement>()));
    }

    [Fact]
    public async Task a_promise_above_half_of_the_limit_is_published_with_its_reason_and_a_warning()
    {
        var draft = await host.DraftAsync(14, content => content with { PromisedDays = 11, Elements = content.Elements with { PromisedNote = "需要现场核查" } });
        using var answer = await host.ChangeAsync(draft, "publish");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([("promised-above-half", "/promisedDays", "warning")], Findings(await answer.ReadAsync<JsonElement>()));
    }

    private static IEnumerable<(string?, string?, string?)> Findings(JsonElement told) =>
        told.GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("code").GetString() != "basic-unknown")
            .Select(finding => (finding.GetProperty("code").GetString(), finding.GetProperty("pointer").GetString(), finding.GetProperty("severity").GetString()));

    [Fact]
    public async Task suspending_and_retiring_close_the_matter_and_tell_so()
    {
        var matter = await host.PublishedAsync(8);
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(matter, "suspend")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(matter, "resume", revision: 3)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(matter, "retire", revision: 4)).StatusCode);
        Assert.Equal(["suspended", "retired"], (await host.Published<MatterClosed>()).Where(told => told.Code == matter.Code).Select(told => told.Status));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Anonymous().GetAsync($"/api/matters/v1/matters/{matter.Code}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Anonymous().GetAsync($"/api/matters/v1/matters/{matter.Code}/versions/1")).StatusCode);
    }

    [Fact]
    public async Task a_second_version_takes_the_place_of_the_first()
    {
        var first = await host.PublishedAsync(9);
        var second = await host.DraftAsync(9, content => content with { PromisedDays = 5, Reason = "压缩承诺时限" });
        Assert.Equal(2, second.Version);
        using var published = await host.ChangeAsync(second, "publish");
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
        using var current = await host.Anonymous().GetAsync($"/api/matters/v1/matters/{first.Code}");
        Assert.Equal((2, 5), (await current.ReadAsync<MatterAnswer>()) is var now ? (now.Version, now.PromisedDays) : default);
        using var before = await host.Anonymous().GetAsync($"/api/matters/v1/matters/{first.Code}/versions/1");
        Assert.Equal(("retired", 8), (await before.ReadAsync<MatterAnswer>()) is var then ? (then.Status, then.PromisedDays) : default);
    }

    [Fact]
    public async Task a_guide_is_kept_with_its_tag_for_every_caller_until_its_matter_changes()
    {
        var matter = await host.PublishedAsync(20);
        var path = $"/api/matters/v1/matters/{matter.Code}/guide";
        using var first = await host.Anonymous().GetAsync(path);
        using var kept = await host.As(People.Citizen).GetAsync($"{path}?other=1");
        Assert.True(kept.Headers.Age is not null, "not from the cache");
        Assert.Equal((first.Headers.ETag, await first.Content.ReadAsStringAsync()), (kept.Headers.ETag, await kept.Content.ReadAsStringAsync()));
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var held = await host.Anonymous().SendAsync(request);
        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag), (held.StatusCode, held.Headers.ETag));
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(matter, "suspend")).StatusCode);
        using var changed = await host.Anonymous().GetAsync(path);
        Assert.Equal("suspended", (await changed.ReadAsync<JsonElement>()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task what_intake_asks_is_never_kept()
    {
        var matter = await host.PublishedAsync(21);
        using var first = await host.As(People.Service).GetAsync($"/api/matters/v1/matters/{matter.Code}");
        using var second = await host.As(People.Service).GetAsync($"/api/matters/v1/matters/{matter.Code}");
        Assert.Null(second.Headers.Age);
    }

    [Fact]
    public async Task a_second_draft_of_one_matter_is_refused_with_409()
    {
        await host.DraftAsync(10);
        using var answer = await MattersHost.PostAsync(host.As(People.Editor), "/api/matters/v1/matters", Unit.Matters.Examples.Content("410113010000"), key: $"{Guid.NewGuid()}");
        Assert.Equal((HttpStatusCode.Conflict, "draft-exists"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task a_matter_of_another_department_is_not_drafted()
    {
        var content = Unit.Matters.Examples.Content(department: People.OtherDepartment);
        using var answer = await MattersHost.PostAsync(host.As(People.Editor), "/api/matters/v1/matters", content, key: $"{Guid.NewGuid()}");
        Assert.Equal((HttpStatusCode.Forbidden, "other-department"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task a_draft_is_rewritten_and_a_published_version_is_not()
    {
        var draft = await host.DraftAsync(11);
        using var revised = await PutAsync(draft, revision: 1);
        Assert.Equal(HttpStatusCode.OK, revised.StatusCode);
        Assert.Equal("\"2\"", revised.Headers.ETag?.Tag);
        Assert.Equal("新名称", (await revised.ReadAsync<MatterAnswer>()).Name);
        Assert.Equal(1, await host.RowAsync<long>("select count(*) from material a join matter m on m.id = a.matter_id where m.code = @Code", new { draft.Code }));
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(draft, "publish", revision: 2)).StatusCode);
        using var late = await PutAsync(draft, revision: 3);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
    }

    [Fact]
    public async Task a_bad_body_names_the_members_by_pointer()
    {
        var content = Unit.Matters.Examples.Content("410113012000") with { Name = "", PromisedDays = 400 };
        using var answer = await MattersHost.PostAsync(host.As(People.Editor), "/api/matters/v1/matters", content, key: $"{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = (await answer.ReadAsync<JsonElement>()).GetProperty("errors");
        Assert.Equal(["/name", "/promisedDays"], errors.EnumerateObject().Select(error => error.Name).Order());
    }

    private async Task<HttpResponseMessage> PutAsync(MatterAnswer matter, int revision)
    {
        var content = Unit.Matters.Examples.Content("410113011000") with { Name = "新名称", Materials = [new() { Serial = 1, Name = "申请书", Requirement = "1", Sample = "样例", AcceptStandard = "齐全" }] };
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/matters/v1/matters/{matter.Code}/versions/{matter.Version}")
        {
            Content = System.Net.Http.Json.JsonContent.Create(content, options: GovJson.Events),
            Headers = { IfMatch = { new EntityTagHeaderValue($"\"{revision}\"") } },
        };
        return await host.As(People.Editor).SendAsync(request);
    }
}
