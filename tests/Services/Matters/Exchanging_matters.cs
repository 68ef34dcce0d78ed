using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using GovPlatform.Matters.Exchange;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>The catalogue in the fields of the national exchange, both ways.</summary>
public sealed class Exchanging_matters(SeededMatters seeded, MattersHost empty) : IClassFixture<SeededMatters>, IClassFixture<MattersHost>
{
    private const string Exchange = "/api/matters/v1/exchange/matters";

    [Fact]
    public async Task the_whole_seed_goes_out_and_comes_into_an_empty_catalogue_as_it_was()
    {
        var items = new JsonArray();
        string? after = null;
        do
        {
            var page = await ReadAsync(seeded, $"?limit=100{(after is null ? "" : $"&after={after}")}");
            foreach (var item in page["items"]!.AsArray())
                items.Add(item!.DeepClone());
            after = (string?)page["next"];
        }
        while (after is not null);
        Assert.Equal(await seeded.RowAsync<long>("select count(*) from matter where status = 'published'"), items.Count);

        var import = await Imports.RunAsync(empty.As(People.Admin), Json(items), publish: true, path: Exchange);
        Assert.Empty(import.Errors);
        Assert.Equal("exchange", import.Job.GetProperty("format").GetString());
        Assert.Equal(await ContentsAsync(seeded), await ContentsAsync(empty));
    }

    /// <summary>As another platform writes it: national fields only, in its own numbering and notation.</summary>
    [Fact]
    public async Task matters_of_another_platform_come_in_with_its_numbers_mapped()
    {
        const string Code = $"{People.Department}4410126001000";
        var import = await Imports.RunAsync(empty.As(People.Editor), Json(JsonNode.Parse($$"""
            [{
                "row_guid": "x", "task_name": "外来事项", "catalog_code": "410126001000", "task_code": "{{Code}}", "task_type": "01", "task_version": 3, "town_code": null,
                "dept_name": "平澜县某局", "dept_code": "{{People.Department}}", "use_level": "4", "server_type": "1,6,9", "handle_type": "1,3", "project_type": "2",
                "anticipate_day": 20, "anticipate_type": "1", "promise_day": "10", "promise_type": "1", "accept_condition": "成年；有能力\n有场所", "is_fee": "1",
                "link_way": "窗口：政务大厅；电话：0397-6000101", "supervise_way": "电话：0397-6000102，网络：www", "unknown_field": "x",
                "materials": [{ "material_name": "申请表", "is_need": "1", "material_format": "3", "material_type": "2", "page_num": 2, "order_num": 4 }],
                "fees": [{ "fee_name": "工本费", "fee_stand": "10元", "by_law": "某规定", "is_desc": "0" }],
                "specials": [{ "special_name": "听证", "special_date": "20", "special_date_type": "1" }],
                "questions": [{ "question": "要钱吗？", "answer": "要。" }]
            }]
            """)!), path: Exchange);
        Assert.Empty(import.Errors);
        using var answer = await empty.As(People.Editor).GetAsync($"/api/matters/v1/matters/{Code}/versions/1");
        var matter = await answer.ReadAsync<JsonElement>();
        var elements = matter.GetProperty("elements");
        string[] Codes(JsonElement of, string name) => [.. of.GetProperty(name).EnumerateArray().Select(code => code.GetString()!)];
        Assert.Equal(["1", "5", "6"], Codes(matter, "audience"));
        Assert.Equal(["1", "4"], Codes(elements, "handlingForms"));
        Assert.Equal(["成年；有能力", "有场所"], Codes(elements, "conditions"));
        Assert.Equal(["问：要钱吗？答：要。"], Codes(elements, "faq"));
        Assert.Equal(("0397-6000101", "0397-6000102"), (elements.GetProperty("enquiryPhone").GetString(), elements.GetProperty("supervisionPhone").GetString()));
        Assert.Equal((20, "听证"), (elements.GetProperty("specialSteps")[0].GetProperty("days").GetInt32(), elements.GetProperty("specialSteps")[0].GetProperty("name").GetString()));
        Assert.Equal("工本费", elements.GetProperty("fees")[0].GetProperty("name").GetString());
        Assert.Equal((4, 2), (matter.GetProperty("materials")[0].GetProperty("serial").GetInt32(), matter.GetProperty("materials")[0].GetProperty("copies").GetInt32()));
    }

    [Fact]
    public async Task what_goes_out_is_in_their_numbers_and_dates()
    {
        var matter = await empty.PublishedAsync(940);
        var told = await ReadAsync(empty, $"/{matter.Code}");
        Assert.Equal(("1", "I", 1), ((string?)told["task_state"], (string?)told["cd_operation"], (int)told["task_version"]!));
        Assert.Matches("^[0-9]{14}$", (string?)told["cd_time"]);
        Assert.Matches("^[0-9]{8}$", (string?)told["plan_effective_date"]);
        Assert.Equal($"{matter.Code}01", (string?)told["task_handle_item"]);
        using var suspend = await empty.ChangeAsync(await CurrentAsync(matter.Code), "suspend");
        Assert.Equal("2", (string?)(await ReadAsync(empty, $"/{matter.Code}"))["task_state"]);
        Assert.Contains(matter.Code, (await ReadAsync(empty, "?state=2&limit=100"))["items"]!.AsArray().Select(item => (string)item!["task_code"]!));
        using var retire = await empty.ChangeAsync(await CurrentAsync(matter.Code), "retire");
        Assert.Equal(("3", "D"), ((string?)(await ReadAsync(empty, $"/{matter.Code}"))["task_state"], (string?)(await ReadAsync(empty, $"/{matter.Code}"))["cd_operation"]));
        Assert.Contains(matter.Code, (await ReadAsync(empty, "?state=3&limit=100"))["items"]!.AsArray().Select(item => (string)item!["task_code"]!));
    }

    [Theory]
    [InlineData("[{\"task_name\": 1}, 2]", "exchange-item", 2)]
    [InlineData("[{\"task_name\": \"\\ud800\"}]", "exchange-item", 1)]
    [InlineData("[{\"task_name\": \"a\\u0000\"}]", "cell-text", 1)]
    [InlineData("[{\"task_name\": \"a\"}", "exchange-json", 2)]
    [InlineData("[{\"catalog_code\": \"410126009000\", \"task_name\": \"甲乙\", \"dept_code\": \"x\"}]", "cell-missing", 1)]
    public async Task what_is_no_matter_is_reported_by_its_place(string json, string code, int place)
    {
        var import = await Imports.RunAsync(empty.As(People.Editor), new StringContent(json), path: Exchange);
        Assert.Equal("refused", import.Status);
        Assert.Contains((place, code), import.Errors.Select(error => (error.Line, error.Code)));
    }

    [Fact]
    public async Task a_report_names_the_national_field()
    {
        var import = await Imports.RunAsync(empty.As(People.Editor), new StringContent("[{\"task_name\": \"甲乙\", \"promise_day\": \"many\"}]"), path: Exchange);
        Assert.Contains(("promise_day", "cell-number"), import.Errors.Select(error => (error.Column, error.Code)));
        Assert.Contains(("dept_code", "cell-missing"), import.Errors.Select(error => (error.Column, error.Code)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("x")]
    public async Task what_is_no_array_is_refused_at_once(string body)
    {
        using var answer = await Imports.SendAsync(empty.As(People.Editor), new StringContent(body), path: Exchange);
        Assert.Equal((422, "exchange-array"), ((int)answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public Task a_page_reads_its_index() => Plans.ReadsIndexAsync(seeded.Database, "matter", """
        insert into matter (id, code, version, status, revision, basic_code, matter_type, name, department_code, department_name, handling_type, audience, content, created_at, updated_at)
        select gen_random_uuid(), lpad(n::text, 31, 'X'), 1, case when n % 400 < 20 then 'published' else 'retired' end, 1, basic_code, matter_type, name,
            '11' || 410000 + n % 20 || '000000019W', department_name, handling_type, audience, '{}', now(), now()
        from (select basic_code, matter_type, name, department_name, handling_type, audience from matter limit 1) one, generate_series(1, 20000) n
        """, ExchangeMatters.Sql, new { Region = "410001", status = "published", last = "", take = 21 }, "matter_open");

    private static StringContent Json(JsonNode array) => new(array.ToJsonString(), Encoding.UTF8, "application/json");

    private async Task<MatterAnswer> CurrentAsync(string code)
    {
        using var answer = await empty.Anonymous().GetAsync($"/api/matters/v1/matters/{code}");
        return await answer.ReadAsync<MatterAnswer>();
    }

    private static async Task<JsonNode> ReadAsync<T>(ServiceHost<T> host, string path) where T : class
    {
        using var answer = await host.As(People.Partner).GetAsync($"{Exchange}{path}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static async Task<List<string>> ContentsAsync<T>(ServiceHost<T> host) where T : class
    {
        await using var db = await host.Database.OpenConnectionAsync();
        return (await db.QueryAsync<string>("""
            select code || ' ' || content::text || coalesce((select jsonb_agg(detail order by serial)::text from material where matter_id = id), '')
            from matter
            where status = 'published' and name not like '食品经营许可'
            order by code
            """)).AsList();
    }
}
