using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>一件事 from a draft to a plan for two situations, over the seeded matters of five departments.</summary>
public sealed class Publishing_a_package(SeededMatters host) : IClassFixture<SeededMatters>
{
    private const string Packages = "/api/matters/v1/packages";
    private static readonly string Hall = SeedCatalogue.Departments("410497", "").First(department => department.Key == "government-services").Code;
    private static readonly string Market = SeedCatalogue.Departments("410497", "").First(department => department.Key == "market-regulation").Code;
    private static readonly Caller Editor = People.Editor with { Id = Guid.CreateVersion7(), Department = Market };
    private static readonly Caller HallEditor = People.Editor with { Id = Guid.CreateVersion7(), Department = Hall };

    [Fact]
    public async Task a_package_of_five_departments_is_published_with_one_form_and_one_list()
    {
        var draft = await DraftedAsync("five-departments");
        Assert.Empty(draft.Findings);
        var published = await ChangedAsync(draft, "publish");
        Assert.Equal(("published", 2), (published.Status, published.Revision));
        var told = Assert.Single(await host.Published<PackagePublished>(), told => told.Code == "five-departments");
        Assert.Equal(("410497", 1, Market), (told.Region, told.Version, told.LeadDepartment));

        var large = await PlanAsync("five-departments", "size=b,alone=a");
        Assert.Equal(5, large.GetProperty("departments").GetArrayLength());
        Assert.Equal("平澜县市场监督管理局", large.GetProperty("lead").GetProperty("name").GetString());
        var fields = large.GetProperty("form").GetProperty("schema").GetProperty("properties").EnumerateObject().Select(field => field.Name).ToList();
        Assert.Equal(fields.Distinct(), fields);
        Assert.Equal("共用信息", large.GetProperty("form").GetProperty("sections")[0].GetProperty("title").GetString());
        Assert.True(large.GetProperty("form").GetProperty("fields").GetProperty("enterpriseName").GetArrayLength() >= 5);
        var names = large.GetProperty("materials").EnumerateArray().Select(material => material.GetProperty("name").GetString()!).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.Contains(large.GetProperty("materials").EnumerateArray(), material => material.GetProperty("uses").GetArrayLength() > 1);
        var seal = large.GetProperty("steps").EnumerateArray().Single(step => step.GetProperty("id").GetString() == "seal");
        Assert.Equal((0m, "免费"), (seal.GetProperty("outside").GetProperty("amount").GetDecimal(), seal.GetProperty("outside").GetProperty("cost").GetString()));

        var small = await PlanAsync("five-departments", "size=a,alone=b");
        Assert.Equal(["licence", "food", "seal"], Steps(small));
        Assert.Equal(["licence", "food", "fire", "place", "sign", "drain", "seal"], Steps(large));
        Assert.True(small.GetProperty("materials").GetArrayLength() < large.GetProperty("materials").GetArrayLength());
        Assert.True(small.GetProperty("time").GetProperty("promisedDays").GetInt32() <= large.GetProperty("time").GetProperty("promisedDays").GetInt32());
    }

    [Fact]
    public async Task a_circle_of_prerequisites_is_refused_by_name_and_nothing_is_stored()
    {
        var content = await ContentAsync("circle");
        using var answer = await PostAsync(Editor, content with { Items = [.. content.Items.Select(item => item.Id == "licence" ? item with { After = ["food"] } : item)] });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "package-rules"), (answer.StatusCode, await answer.CodeAsync()));
        Assert.Contains("公司设立登记 → 食品经营许可（新办） → 公司设立登记", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from package where code = 'circle'"));
    }

    [Fact]
    public async Task what_is_missing_is_told_of_a_draft_and_refused_at_publication()
    {
        var content = await ContentAsync("not-ready");
        var absent = content.Items[0].MatterCode[..19] + "410101999000";
        var draft = await DraftedAsync(content with { PromisedDays = 300, Items = [.. content.Items, new() { Id = "moon", MatterCode = absent }] });
        Assert.Equal(["matter-unknown"], draft.Findings.Select(finding => finding.Code));
        Assert.Equal("warning", draft.Findings[0].Severity);
        using var answer = await ChangeAsync(draft, "publish");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "package-rules"), (answer.StatusCode, await answer.CodeAsync()));
        Assert.True((await answer.ReadAsync<JsonElement>()).GetProperty("errors").TryGetProperty("/items/6/matterCode", out _));
    }

    [Fact]
    public async Task a_draft_is_rewritten_and_a_second_version_takes_the_place_of_the_first()
    {
        var first = await DraftedAsync("versions");
        using var put = await PutAsync(Editor, first.Content with { Name = "新名称" }, 1, ifMatch: 1);
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (put.StatusCode, put.Headers.ETag?.Tag));
        using var stale = await PutAsync(Editor, first.Content, 1, ifMatch: 1);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        await ChangedAsync(first with { Revision = 2 }, "publish");
        using var late = await PutAsync(Editor, first.Content, 1, ifMatch: 3);
        Assert.Equal((HttpStatusCode.Conflict, "wrong-status"), (late.StatusCode, await late.CodeAsync()));

        var second = await DraftedAsync("versions");
        Assert.Equal(2, second.Version);
        using var twice = await PostAsync(Editor, second.Content);
        Assert.Equal((HttpStatusCode.Conflict, "draft-exists"), (twice.StatusCode, await twice.CodeAsync()));
        await ChangedAsync(second, "publish", "改了顺序");
        using var history = await host.As(Editor).GetAsync($"{Packages}/versions/versions");
        var versions = (await history.ReadAsync<JsonElement>()).EnumerateArray().Select(version => (version.GetProperty("version").GetInt32(), version.GetProperty("status").GetString(), version.GetProperty("changedBy").GetString(), version.TryGetProperty("why", out var why) ? why.GetString() : null));
        Assert.Equal([(2, "published", $"{Editor.Id}", "改了顺序"), (1, "retired", $"{Editor.Id}", "改了顺序")], versions);
        using var before = await host.Anonymous().GetAsync($"{Packages}/versions/versions/1");
        Assert.Equal("新名称", (await before.ReadAsync<View>()).Content.Name);
    }

    [Fact]
    public async Task closing_a_package_is_told_and_it_comes_back_only_where_it_could_be_published()
    {
        var package = await ChangedAsync(await DraftedAsync("closing"), "publish");
        package = await ChangedAsync(package, "suspend", "系统升级");
        Assert.Equal("suspended", (await PlanAsync("closing", "")).GetProperty("status").GetString());
        package = await ChangedAsync(package, "resume");
        package = await ChangedAsync(package, "retire");
        Assert.Equal(["suspended", "retired"], (await host.Published<PackageClosed>()).Where(told => told.Code == "closing").Select(told => told.Status));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Anonymous().GetAsync($"{Packages}/closing")).StatusCode);
        using var again = await ChangeAsync(package, "resume");
        Assert.Equal((HttpStatusCode.Conflict, "retired"), (again.StatusCode, (await again.ReadAsync<JsonElement>()).GetProperty("state").GetString()));
    }

    [Fact]
    public async Task a_matter_that_closes_breaks_its_packages()
    {
        var package = await ChangedAsync(await DraftedAsync("breaking"), "publish");
        var fire = package.Content.Items.Single(item => item.Id == "sign").MatterCode;
        var elsewhere = People.Admin;
        using (var closed = await MattersHost.PostAsync(host.As(elsewhere), $"/api/matters/v1/matters/{fire}/versions/1/suspend", null, ifMatch: await host.RowAsync<int>("select revision from matter where code = @fire", new { fire })))
            Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        Assert.Equal(["sign"], (await PlanAsync("breaking", "")).GetProperty("unavailable").EnumerateArray().Select(step => step.GetString()!));
        Assert.Contains("breaking", await CodesAsync("?broken=true&limit=100", Editor));
        Assert.DoesNotContain("breaking", await CodesAsync("?broken=true&limit=100&department=11410400005456787G", Editor));
        using var stranger = await host.As(People.Citizen).GetAsync($"{Packages}?broken=true");
        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
        using (var opened = await MattersHost.PostAsync(host.As(elsewhere), $"/api/matters/v1/matters/{fire}/versions/1/resume", null, ifMatch: await host.RowAsync<int>("select revision from matter where code = @fire", new { fire })))
            Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.DoesNotContain("breaking", await CodesAsync("?broken=true&limit=100", Editor));
    }

    [Fact]
    public async Task a_matter_that_renames_an_option_breaks_the_packages_that_answer_it()
    {
        var content = await ContentAsync("renamed");
        var sign = content.Items.Single(item => item.Id == "sign");
        Task<int> OptionsAsync(string options) => host.RowAsync<int>(
            $$"""update matter set content = content || '{"situations":[{{options}}]}' where code = @MatterCode returning 1""", new { sign.MatterCode });
        static string Question(string option) => $$"""{"id":"q1","question":"由谁来办？","options":[{"id":"a","label":"本人"},{"id":"{{option}}","label":"委托他人"}]}""";
        await OptionsAsync(Question("b"));
        await ChangedAsync(await DraftedAsync(content with { Items = [.. content.Items.Select(item => item.Id == "sign" ? item with { Answers = [new() { Answer = "q1=b", When = [] }] } : item)] }), "publish");
        Assert.DoesNotContain("renamed", await CodesAsync("?broken=true&limit=100", Editor));
        await OptionsAsync(Question("c"));
        Assert.Contains("renamed", await CodesAsync("?broken=true&limit=100", Editor));
        Assert.Contains((await PlanAsync("renamed", "")).GetProperty("questions").EnumerateArray(), asked => asked.GetProperty("id").GetString() == "sign.q1");
        await OptionsAsync("");
    }

    [Fact]
    public async Task a_package_is_kept_by_the_department_that_leads_and_by_the_hall()
    {
        var content = await ContentAsync("kept");
        using var stranger = await PostAsync(People.Editor, content);
        Assert.Equal((HttpStatusCode.Forbidden, "other-department"), (stranger.StatusCode, await stranger.CodeAsync()));
        using var nobody = await PostAsync(Editor, content with { LeadDepartment = null });
        Assert.Equal(HttpStatusCode.Forbidden, nobody.StatusCode);
        var draft = await DraftedAsync(content);
        Assert.Equal(HttpStatusCode.NotFound, (await host.As(People.Editor).GetAsync($"{Packages}/kept/versions/1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.As(People.Editor).GetAsync($"{Packages}/kept/versions")).StatusCode);
        Assert.DoesNotContain("kept", await CodesAsync("?status=draft&limit=100", People.Editor));
        Assert.Contains("kept", await CodesAsync("?status=draft&limit=100", HallEditor));
        using var hall = await ChangeAsync(draft, "publish", by: HallEditor);
        Assert.Equal(HttpStatusCode.OK, hall.StatusCode);
        using var first = await PostAsync(HallEditor, (await ContentAsync("first-asked")) with { LeadDepartment = null });
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        using var taken = await PostAsync(Editor, await ContentAsync("first-asked"));
        Assert.Equal(HttpStatusCode.Forbidden, taken.StatusCode);
    }

    [Fact]
    public async Task lists_narrow_by_theme_batch_department_and_matter()
    {
        var package = await ChangedAsync(await DraftedAsync((await ContentAsync("listed")) with { Themes = ["独有主题"], Batch = "第九批" }), "publish");
        Assert.Equal(["listed"], await CodesAsync($"?theme={Uri.EscapeDataString("独有主题")}"));
        Assert.Equal(["listed"], await CodesAsync($"?batch={Uri.EscapeDataString("第九批")}"));
        Assert.Contains("listed", await CodesAsync($"?limit=100&department={package.Content.Items[^1].MatterCode[..18]}"));
        Assert.Contains("listed", await CodesAsync($"?limit=100&matter={package.Content.Items[0].MatterCode}"));
        Assert.Empty(await CodesAsync($"?theme={Uri.EscapeDataString("独有主题")}&department={People.OtherDepartment}"));
        using var wrong = await host.Anonymous().GetAsync($"{Packages}?status=gone");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/plan?answers=size=a")]
    public async Task what_the_reader_holds_already_is_answered_with_304(string path)
    {
        var code = $"cached-{path.Length}";
        await ChangedAsync(await DraftedAsync(code), "publish");
        using var first = await host.Anonymous().GetAsync($"{Packages}/{code}{path}");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Packages}/{code}{path}") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await host.Anonymous().SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, second.StatusCode));
    }

    [Theory]
    [InlineData("size=z")]
    [InlineData("nothing")]
    public async Task answers_to_nobody_s_question_are_refused(string answers)
    {
        var code = $"asked-{answers.Length}";
        await ChangedAsync(await DraftedAsync(code), "publish");
        using var answer = await host.Anonymous().GetAsync($"{Packages}/{code}/plan?answers={answers}");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "answers-unknown"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("T")]
    public Task the_list_reads_its_index(string? theme) => Plans.ReadsIndexAsync(host.Database, "package", """
        insert into package (id, region, code, version, status, revision, name, themes, content, changed_by, changed_by_kind, created_at, updated_at)
        select gen_random_uuid(), case when n % 20 = 0 then '410497' else '4199' || lpad((n % 20)::text, 2, '0') end, 'p' || lpad(n::text, 6, '0'), 1, 'published', 1, 'P', array['T'], '{"kind":"person","items":[],"promisedDays":1}', '', '', now(), now()
        from generate_series(1, 20000) n
        """, ListPackages.Sql, new ListPackages.Filter("410497", "published", theme, null, null, null, false, false, null, "a", 21), "package_current");

    private static List<string> Steps(JsonElement plan) => [.. plan.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("id").GetString()!)];

    private async Task<PackageContent> ContentAsync(string code) => new()
    {
        Code = code, Name = "开大型餐饮店", Kind = "enterprise", Themes = ["准营准办"], Batch = "第一批", LeadDepartment = Market, PromisedDays = 9,
        Situations =
        [
            new() { Id = "size", Question = "营业面积是否在三百平方米以上？", Options = [new() { Id = "a", Label = "以下" }, new() { Id = "b", Label = "以上" }] },
            new() { Id = "alone", Question = "要不要设置户外招牌？", Options = [new() { Id = "a", Label = "要" }, new() { Id = "b", Label = "不要" }] },
        ],
        Items =
        [
            new() { Id = "licence", MatterCode = await MatterAsync("公司设立登记") },
            new() { Id = "food", MatterCode = await MatterAsync("食品经营许可（新办）"), After = ["licence"] },
            new() { Id = "fire", MatterCode = await MatterAsync("公众聚集场所投入使用、营业前消防安全检查（不采用告知承诺方式）"), After = ["licence"], When = ["size=b"] },
            new() { Id = "place", MatterCode = await MatterAsync("公共场所卫生许可（新办）"), After = ["licence"], When = ["size=b"] },
            new() { Id = "sign", MatterCode = await MatterAsync("设置大型户外广告及在城市建筑物、设施上悬挂、张贴宣传品审批"), After = ["licence"], When = ["alone=a"] },
            new() { Id = "drain", MatterCode = await MatterAsync("道路货物运输经营许可（危险货物除外）"), After = ["licence"], When = ["size=b"] },
        ],
        OutsideSteps = [new() { Id = "seal", Name = "公章刻制", Provider = "公章刻制单位", Place = "综合窗口", Cost = "免费", Amount = 0, HowToKnowStatus = "短信告知", After = ["licence"] }],
    };

    private async Task<string> MatterAsync(string name) => (await host.RowAsync<string>("select code from matter where name = @name and status <> 'retired'", new { name }))!;

    private async Task<View> DraftedAsync(string code) => await DraftedAsync(await ContentAsync(code));

    private async Task<View> DraftedAsync(PackageContent content)
    {
        using var answer = await PostAsync(Editor, content);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.ReadAsync<View>();
    }

    private async Task<View> ChangedAsync(View package, string action, string? why = null)
    {
        using var answer = await ChangeAsync(package, action, why);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.ReadAsync<View>();
    }

    private Task<HttpResponseMessage> PostAsync(Caller by, PackageContent content) => MattersHost.PostAsync(host.As(by), Packages, content, key: $"{Guid.NewGuid()}");

    private Task<HttpResponseMessage> ChangeAsync(View package, string action, string? why = null, Caller? by = null) =>
        MattersHost.PostAsync(host.As(by ?? Editor), $"{Packages}/{package.Code}/versions/{package.Version}/{action}", why is null ? null : new PackageReason { Why = why }, ifMatch: package.Revision);

    private async Task<HttpResponseMessage> PutAsync(Caller by, PackageContent content, int version, int ifMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Packages}/{content.Code}/versions/{version}") { Content = JsonContent.Create(content, options: GovJson.Events), Headers = { IfMatch = { new EntityTagHeaderValue($"\"{ifMatch}\"") } } };
        return await host.As(by).SendAsync(request);
    }

    private async Task<JsonElement> PlanAsync(string code, string answers)
    {
        using var answer = await host.Anonymous().GetAsync($"{Packages}/{code}/plan?answers={answers}");
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.ReadAsync<JsonElement>();
    }

    private async Task<List<string>> CodesAsync(string query, Caller? by = null)
    {
        using var answer = await (by is null ? host.Anonymous() : host.As(by)).GetAsync(Packages + query);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return [.. (await answer.ReadAsync<JsonElement>()).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("code").GetString()!)];
    }

    private sealed record View(string Code, int Version, string Status, int Revision, PackageContent Content, List<Finding> Findings);
}
