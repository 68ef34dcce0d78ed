using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>What a level above has set is kept beside the county's own matters, with what is not yet done.</summary>
public sealed class Lists_from_above(MattersHost host) : IClassFixture<MattersHost>
{
    private const string Lists = "/api/matters/v1/upper-lists";

    [Fact]
    public async Task each_item_tells_the_county_s_matters_and_what_is_not_done()
    {
        var wide = await OfScopeAsync(501, "1", online: true);
        var narrow = await OfScopeAsync(502, "4", online: true);
        var offline = await OfScopeAsync(503, "2", online: false);
        await host.DraftAsync(504);
        var id = await ImportAsync(Content("国办发〔2099〕1号") with
        {
            Items =
            [
                Item("全国的", wide), Item("县内的", narrow), Item("窗口的", offline), Item("窗口代办的", offline) with { Mode = "entrusted" },
                new() { Name = "起草中的", BasicCode = "410113504000", Mode = "online" }, new() { Name = "没有的", Mode = "online", DueOn = new(2026, 12, 31) },
            ],
        });
        using var answer = await host.Anonymous().GetAsync($"{Lists}/{id}");
        var read = await answer.ReadAsync<JsonElement>();
        var list = read.GetProperty("list");
        // What is done changes with the matters and the day.
        Assert.Equal((null, 1), (answer.Headers.ETag, Number(list, "version")));
        Assert.Equal((6, 2, 4, 3), (Number(list, "items"), Number(list, "done"), Number(list, "notDone"), Number(list, "overdue")));
        Assert.Equal(["done", "not-cross-region", "not-online", "done", "missing", "missing"], Items(read).Select(item => item.GetProperty("status").GetString()));
        var own = Assert.Single(Items(read)[0].GetProperty("matters").EnumerateArray());
        Assert.Equal((wide.Code, "1"), (own.GetProperty("code").GetString(), own.GetProperty("serviceScope").GetString()));
        Assert.Equal(["起草中的", "没有的"], Items(await ReadAsync($"{Lists}/{id}?status=missing")).Select(item => item.GetProperty("name").GetString()));
        var listed = Items(await ReadAsync($"{Lists}?limit=100"), of: null).Single(one => one.GetProperty("id").GetGuid() == id);
        Assert.Equal((2, 4), (Number(listed, "done"), Number(listed, "notDone")));
    }

    [Fact]
    public async Task one_bad_item_and_nothing_is_stored()
    {
        var items = Enumerable.Range(1, 100).Select(n => new UpperListItem { Name = $"事项{n}", Mode = "online", Scope = n == 50 ? "9" : "2", BasicCode = n == 60 ? "12345678901X" : null }).Append(new() { Name = "事项1", Mode = "joint" });
        using var answer = await PostAsync(Content("坏清单") with { Items = [.. items] });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "upper-list-rules"), (answer.StatusCode, await answer.CodeAsync()));
        var pointers = (await answer.ReadAsync<JsonElement>()).GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("pointer").GetString());
        Assert.Equal(["/items/49/scope", "/items/59/basicCode", "/items/100/name"], pointers);
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from upper_list where document = '坏清单'"));
    }

    [Fact]
    public async Task a_document_is_imported_once_and_replaced_against_its_version()
    {
        var content = Content("平政〔2099〕2号");
        var id = await ImportAsync(content);
        using var twice = await PostAsync(content);
        Assert.Equal((HttpStatusCode.Conflict, "upper-list-exists"), (twice.StatusCode, await twice.CodeAsync()));
        using var replaced = await PutAsync(id, 1, content with { Items = [new() { Name = "另一项", Mode = "joint" }] });
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (replaced.StatusCode, replaced.Headers.ETag?.Tag));
        Assert.Equal("另一项", await host.RowAsync<string>("select name from upper_list_item where list_id = @id", new { id }));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync(id, 1, content)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(Guid.NewGuid(), 1, content)).StatusCode);
    }

    [Fact]
    public async Task strangers_import_nothing_and_unknown_things_are_told()
    {
        using var editor = await MattersHost.PostAsync(host.As(People.Editor), Lists, Content("他人"), key: $"{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.Forbidden, editor.StatusCode);
        using var mode = await PostAsync(Content("模式") with { Items = [new() { Name = "某事", Mode = "teleport" }] });
        Assert.Equal(HttpStatusCode.BadRequest, mode.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Anonymous().GetAsync($"{Lists}/{Guid.NewGuid()}")).StatusCode);
        using var status = await host.Anonymous().GetAsync($"{Lists}/{Guid.NewGuid()}?status=x");
        Assert.Equal("item-status-unknown", await status.CodeAsync());
    }

    [Fact]
    public void the_seeded_lists_hold_their_rules() => Assert.All(SeedNavigation.UpperLists(), list => Assert.Empty(list.Check()));

    private const string Load = """
        insert into upper_list (id, region, level, name, document, issued_on, version, updated_at)
        select md5(r || '-' || n)::uuid, (410401 + r)::text, 'national', '清单', n::text, date '2026-01-01' + n, 1, now() from generate_series(1, 20) r, generate_series(1, 50) n;
        insert into upper_list_item (list_id, position, name, basic_code, mode, scope)
        select md5(r || '-' || n)::uuid, i, '事项' || i, case when i % 2 = 0 then lpad(i::text, 12, '0') end, 'online', '2' from generate_series(1, 20) r, generate_series(1, 50) n, generate_series(1, 20) i;
        analyze upper_list;
        analyze upper_list_item
        """;

    [Theory]
    [InlineData("matter_published_basic")]
    [InlineData("matter_published_name")]
    public Task items_find_their_matters_by_index(string index) => Plans.ReadsIndexAsync(host.Database, "matter", $"{MattersHost.Counties};\n{Load}", ReadUpperLists.Lists, new
    {
        Region = "410411", AfterDay = DateOnly.MaxValue, AfterId = Guid.AllBitsSet, Today = new DateOnly(2026, 3, 2), Limit = 21,
    }, index, inOrder: false);

    private static UpperListContent Content(string document) => new()
    {
        Level = "national", Name = "通办事项清单", Document = document, IssuedOn = new(2020, 9, 24), DueOn = new(2021, 12, 31), Items = [new() { Name = "某事项", Mode = "online" }],
    };

    private static UpperListItem Item(string name, MatterAnswer matter) => new() { Name = name, BasicCode = matter.Code[19..], Mode = "online", Scope = "2" };

    private async Task<MatterAnswer> OfScopeAsync(int number, string scope, bool online)
    {
        var draft = await host.DraftAsync(number, content => content with { Elements = content.Elements with { ServiceScope = scope, Online = online, HandlingForms = ["1", "4"] } });
        using var answer = await host.ChangeAsync(draft, "publish");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return draft;
    }

    private Task<HttpResponseMessage> PostAsync(UpperListContent content) => MattersHost.PostAsync(host.As(People.Admin), Lists, content, key: $"{Guid.NewGuid()}");

    private async Task<Guid> ImportAsync(UpperListContent content)
    {
        using var answer = await PostAsync(content);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.ReadAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private Task<HttpResponseMessage> PutAsync(Guid id, int version, UpperListContent content) => host.As(People.Admin).SendAsync(new(HttpMethod.Put, $"{Lists}/{id}")
    {
        Content = JsonContent.Create(content, options: GovJson.Events), Headers = { IfMatch = { new EntityTagHeaderValue($"\"{version}\"") } },
    });

    private async Task<JsonElement> ReadAsync(string path) => await (await host.Anonymous().GetAsync(path)).ReadAsync<JsonElement>();

    private static List<JsonElement> Items(JsonElement answer, string? of = "items") =>
        [.. (of is null ? answer : answer.GetProperty(of)).GetProperty("items").EnumerateArray()];

    private static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();
}
