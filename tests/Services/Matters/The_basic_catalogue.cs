using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>The level above fixes name, code, type and basis; the county keeps to them.</summary>
public sealed class The_basic_catalogue(MattersHost host) : IClassFixture<MattersHost>
{
    private const string Path = "/api/matters/v1/basic-matters";

    private static BasicMatter Entry(string code, string name = "食品经营许可", string basis = "《中华人民共和国食品安全法》") => new() { Code = code, Name = name, LegalBasis = basis, Level = "1" };

    [Fact]
    public async Task an_implementation_that_differs_is_drafted_with_warnings_and_not_published()
    {
        await PutAsync(Entry("410113701000", basis: "《食品安全法》《食品安全法实施条例》"));
        var draft = await host.DraftAsync(701, content => content with { Name = "餐饮许可" });
        using var read = await host.As(People.Editor).GetAsync($"/api/matters/v1/matters/{draft.Code}/versions/1");
        Assert.Equal([("basic-name-differs", "warning"), ("basic-basis-differs", "warning")], Findings(await read.ReadAsync<JsonElement>()));
        using var refused = await host.ChangeAsync(draft, "publish");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "catalogue-rules"), (refused.StatusCode, await refused.CodeAsync()));
        Assert.Equal([("basic-name-differs", "error"), ("basic-basis-differs", "error")], Findings(await refused.ReadAsync<JsonElement>()));
    }

    [Fact]
    public async Task an_implementation_of_another_code_with_the_name_of_an_entry_is_refused()
    {
        await PutAsync(Entry("410113702000", "药品经营许可"));
        var draft = await host.DraftAsync(703, content => content with { Name = "药品经营许可（零售）" });
        using var refused = await host.ChangeAsync(draft, "publish");
        Assert.Equal([("basic-code-differs", "error")], Findings(await refused.ReadAsync<JsonElement>()));
    }

    [Fact]
    public async Task what_the_catalogue_does_not_hold_is_published_with_a_warning()
    {
        var draft = await host.DraftAsync(704, content => content with { Name = "本县特有事项" });
        using var published = await host.ChangeAsync(draft, "publish");
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
        Assert.Equal([("basic-unknown", "warning")], Findings(await published.ReadAsync<JsonElement>()));
    }

    [Fact]
    public async Task an_import_that_differs_stores_nothing()
    {
        await PutAsync(Entry("410120705000", "真名"));
        const string head = "basic_code,department,department_name,name,handling_type,audience,statutory_days,promised_days,legal_basis,flow,faq,visits,online,user_topics,enquiry_phone,supervision_phone";
        var import = await Imports.RunAsync(host.As(People.Editor), Imports.Files(
            $"{head}\n412020705000,{People.Department},平澜县某局,别的事项,1,1,,0,《某法》,受理,,0,1,其他,0397-6000101,0397-6000102\n410120705000,{People.Department},平澜县某局,假名,1,1,20,0,《中华人民共和国食品安全法》,受理|审核|办结|送达,问：…,0,1,其他,0397-6000101,0397-6000102",
            "basic_code,serial,name,requirement,sample,accept_standard\n412020705000,1,申请书,1,样例,齐全\n410120705000,1,申请书,1,样例,齐全"), publish: true);
        var error = Assert.Single(import.Errors);
        Assert.Equal((3, "name", "basic-name-differs"), (error.Line, error.Column, error.Code));
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from matter where name in ('别的事项', '假名')"));
    }

    [Fact]
    public async Task an_entry_has_a_revision_that_a_change_must_know()
    {
        var entry = Entry("410113706000", "甲事项");
        Assert.Equal(1, await PutAsync(entry));
        using var stale = await SendAsync(HttpMethod.Put, $"{Path}/{entry.Code}", entry with { Name = "乙事项" }, ("If-Match", "\"0\""));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(2, await PutAsync(entry with { Name = "乙事项" }, revision: 1));
        using var other = await SendAsync(HttpMethod.Put, $"{Path}/410113707000", entry, ("If-Match", "\"0\""));
        Assert.Equal((422, "code-changed"), ((int)other.StatusCode, await other.CodeAsync()));
        using var read = await host.Anonymous().GetAsync($"{Path}/{entry.Code}");
        Assert.Equal(("\"2\"", "01"), (read.Headers.ETag?.Tag, (await read.ReadAsync<JsonElement>()).GetProperty("type").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Anonymous().GetAsync($"{Path}/410113799000")).StatusCode);
    }

    [Fact]
    public async Task thousands_of_entries_come_in_together_or_not_at_all()
    {
        var entries = Enumerable.Range(0, 3000).Select(n => Entry($"4120{n:D8}", $"公共服务{n}")).ToList();
        using var refused = await ImportAsync([.. entries, Entry("410199", "短码"), entries[7], entries[8] with { Code = "411299000000", Type = "01", Level = "8" }]);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var broken = await ImportAsync([.. entries, entries[7], entries[8] with { Code = "410799000000", Type = "01", Level = "8" }]);
        Assert.Equal(
            ["/items/3001/type basic-type-differs", "/items/3001/level code-unknown", "/items/3000/code matter-repeated"],
            (await broken.ReadAsync<JsonElement>()).GetProperty("findings").EnumerateArray().Select(finding => $"{finding.GetProperty("pointer")} {finding.GetProperty("code")}"));
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from basic_matter where code like '4120%'"));

        using var stored = await ImportAsync(entries);
        Assert.Equal((3000, 0, 0), await ReportAsync(stored));
        using var again = await ImportAsync([entries[0] with { Level = "2" }, .. entries.Skip(1)]);
        Assert.Equal((0, 1, 2999), await ReportAsync(again));

        var page = await (await host.Anonymous().GetAsync($"{Path}?limit=100")).ReadAsync<JsonElement>();
        var next = await (await host.Anonymous().GetAsync($"{Path}?limit=1&after={page.GetProperty("next").GetString()}")).ReadAsync<JsonElement>();
        Assert.True(string.CompareOrdinal(page.GetProperty("items")[99].GetProperty("code").GetString(), next.GetProperty("items")[0].GetProperty("code").GetString()) < 0);
    }

    private async Task<int> PutAsync(BasicMatter entry, int revision = 0)
    {
        using var answer = await SendAsync(HttpMethod.Put, $"{Path}/{entry.Code}", entry, ("If-Match", $"\"{revision}\""));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.ReadAsync<JsonElement>()).GetProperty("revision").GetInt32();
    }

    private Task<HttpResponseMessage> ImportAsync(IEnumerable<BasicMatter> items) =>
        SendAsync(HttpMethod.Post, Path, new BasicImport { Items = [.. items] }, ("Idempotency-Key", $"{Guid.NewGuid()}"));

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object body, (string Name, string Value) header)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, body.GetType(), options: GovJson.Events) };
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return await host.As(People.Admin).SendAsync(request);
    }

    private static async Task<(int, int, int)> ReportAsync(HttpResponseMessage answer) =>
        await answer.ReadAsync<JsonElement>() is var report ? (report.GetProperty("added").GetInt32(), report.GetProperty("changed").GetInt32(), report.GetProperty("unchanged").GetInt32()) : default;

    private static IEnumerable<(string?, string?)> Findings(JsonElement told) =>
        told.GetProperty("findings").EnumerateArray().Select(finding => (finding.GetProperty("code").GetString(), finding.GetProperty("severity").GetString()));
}
