using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>A whole catalogue comes in, or nothing of it.</summary>
public sealed class Importing_a_catalogue(MattersHost host) : IClassFixture<MattersHost>
{
    private const string Head = "basic_code,department,department_name,name,handling_type,audience,statutory_days,promised_days,legal_basis,flow,faq,visits,online,user_topics,corp_topics,enquiry_phone,supervision_phone";
    private const string MaterialHead = "basic_code,serial,name,requirement,sample,accept_standard";

    private static string Row(int number, int promised = 5, string department = People.Department) =>
        $"410120{number:D3}000,{department},平澜县某局,导入事项{number},2,1|2,20,{promised},某法第一条,受理|审核|审批|办结|送达,问：…,0,1,其他,其他,0397-6000101,0397-6000102";

    [Fact]
    public async Task one_bad_row_and_nothing_is_stored()
    {
        var rows = Enumerable.Range(1, 200).Select(n => Row(n, promised: n == 120 ? 30 : 5));
        using var answer = await ImportAsync(Files(rows, [.. Enumerable.Range(1, 200).Select(n => $"410120{n:D3}000,1,申请书,1,样例,齐全")]), publish: true);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "import-refused"), (answer.StatusCode, await answer.CodeAsync()));
        var report = (await answer.ReadAsync<JsonElement>()).GetProperty("report");
        var error = Assert.Single(report.GetProperty("errors").EnumerateArray());
        Assert.Equal((121, "promised-above-statutory"), (error.GetProperty("line").GetInt32(), error.GetProperty("code").GetString()));
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from matter where name like '导入事项%' and name not in ('导入事项900', '导入事项902', '导入事项905')"));
    }

    [Fact]
    public async Task a_catalogue_in_order_is_stored_whole()
    {
        using var answer = await ImportAsync(Files([Row(900)], ["410120900000,1,申请书,1,样例,齐全", "410120900000,2,身份证明,2,,"]), publish: true);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, (await answer.ReadAsync<JsonElement>()).GetProperty("stored").GetInt32());
        Assert.Equal(2, await host.RowAsync<long>("select count(*) from material a join matter m on m.id = a.matter_id where m.name = '导入事项900' and m.status = 'published'"));
        Assert.Contains(await host.Published<MatterPublished>(), told => told.Name == "导入事项900");
    }

    [Theory]
    [InlineData("text/plain", "x", 415, "import-type")]
    [InlineData("text/csv", "", 422, "import-refused")]
    [InlineData("text/csv", "no,such,columns\n1,2,3\n", 422, "import-refused")]
    public async Task what_is_no_catalogue_is_refused(string type, string text, int status, string code)
    {
        using var answer = await ImportAsync(new StringContent(text, Encoding.UTF8, type));
        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task bytes_that_are_no_utf8_are_refused()
    {
        using var body = new ByteArrayContent([0xC4, 0xE3, 0xBA, 0xC3]) { Headers = { ContentType = new("text/csv") } };
        using var answer = await ImportAsync(body);
        Assert.Equal((422, "import-encoding"), ((int)answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task a_file_beyond_the_limit_is_refused_with_413()
    {
        using var body = new ByteArrayContent(new byte[11 * 1024 * 1024]) { Headers = { ContentType = new("text/csv") } };
        using var answer = await ImportAsync(body);
        Assert.Equal((413, "import-too-large"), ((int)answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task rows_of_another_department_are_refused()
    {
        using var answer = await ImportAsync(new StringContent($"{Head}\n{Row(901, department: People.OtherDepartment)}\n", Encoding.UTF8, "text/csv"));
        var report = (await answer.ReadAsync<JsonElement>()).GetProperty("report");
        Assert.Contains("other-department", report.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task an_import_whose_answer_was_lost_is_answered_again_and_other_rows_under_its_key_are_refused()
    {
        StringContent Body(int number) => new($"{Head}\n{Row(number)}\n", Encoding.UTF8, "text/csv");
        using var first = await ImportAsync(Body(905), key: "lost");
        using var again = await ImportAsync(Body(905), key: "lost");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal(1, await host.RowAsync<long>("select count(*) from matter where name = '导入事项905'"));
        using var other = await ImportAsync(Body(906), key: "lost");
        Assert.Equal((422, "idempotency-key-reused"), ((int)other.StatusCode, await other.CodeAsync()));
    }

    [Fact]
    public async Task a_material_without_its_matter_is_refused()
    {
        using var answer = await ImportAsync(Files([Row(902)], ["410120902000,1,申请书,1,样例,齐全", "410120903000,1,申请书,1,样例,齐全"]));
        var error = Assert.Single((await answer.ReadAsync<JsonElement>()).GetProperty("report").GetProperty("errors").EnumerateArray());
        Assert.Equal(("materials", 3, "material-without-matter"), (error.GetProperty("file").GetString(), error.GetProperty("line").GetInt32(), error.GetProperty("code").GetString()));
    }

    private static MultipartFormDataContent Files(IEnumerable<string> matters, IEnumerable<string> materials) => new()
    {
        { File(matters, Head), "matters", "matters.csv" },
        { File(materials, MaterialHead), "materials", "materials.csv" },
    };

    private static ByteArrayContent File(IEnumerable<string> rows, string head) =>
        new(Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend(head)))) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };

    private async Task<HttpResponseMessage> ImportAsync(HttpContent body, bool publish = false, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/matters/v1/imports{(publish ? "?publish=true" : "")}") { Content = body };
        request.Headers.Add("Idempotency-Key", key ?? $"{Guid.NewGuid()}");
        return await host.As(People.Editor).SendAsync(request);
    }
}
