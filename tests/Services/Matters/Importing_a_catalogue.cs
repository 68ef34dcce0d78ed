using System.Net;
using System.Text;
using System.Text.Json;
using Dapper;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>A whole catalogue comes in, or nothing of it.</summary>
public sealed class Importing_a_catalogue(MattersHost host) : IClassFixture<MattersHost>
{
    internal const string Head = "basic_code,department,department_name,name,handling_type,audience,statutory_days,promised_days,legal_basis,flow,faq,visits,online,user_topics,corp_topics,enquiry_phone,supervision_phone";
    internal const string MaterialHead = "basic_code,serial,name,requirement,sample,accept_standard";

    internal static string Row(int number, int promised = 5, string department = People.Department, string series = "20") =>
        $"4101{series}{number / 1000:D3}{number % 1000:D3},{department},平澜县某局,导入事项{series}{number},2,1|2,20,{promised},某法第一条,受理|审核|审批|办结|送达,问：…,0,1,其他,其他,0397-6000101,0397-6000102";

    internal static string Paper(int number, int serial = 1, string series = "20") => $"4101{series}{number / 1000:D3}{number % 1000:D3},{serial},申请书,1,样例,齐全";

    internal static MultipartFormDataContent Files(IEnumerable<string> matters, IEnumerable<string> materials) =>
        Imports.Files(string.Join('\n', matters.Prepend(Head)), string.Join('\n', materials.Prepend(MaterialHead)));

    private Task<long> CountAsync(string series) => host.RowAsync<long>("select count(*) from matter where name like @like", new { like = $"导入事项{series}%" });

    [Fact]
    public async Task one_bad_row_in_ten_thousand_is_named_and_nothing_is_stored()
    {
        var rows = Enumerable.Range(1, 10_000);
        var import = await Imports.RunAsync(
            host.As(People.Editor), Files(rows.Select(n => Row(n, promised: n == 920 ? 30 : 5, series: "21")), rows.Select(n => Paper(n, series: "21"))), publish: true);
        Assert.Equal("refused", import.Status);
        Assert.Equal(("matters", 921, "promised_days", "promised-above-statutory"), Told(Assert.Single(import.Errors)));
        Assert.Equal((10_000, 10_000, 0), (import.Job.GetProperty("matters").GetInt32(), import.Job.GetProperty("materials").GetInt32(), import.Stored));
        Assert.Equal(0, await CountAsync("21"));
        Assert.DoesNotContain(await host.Published<MatterPublished>(), told => told.Name.StartsWith("导入事项21", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_catalogue_in_order_is_stored_whole_and_told()
    {
        var import = await Imports.RunAsync(host.As(People.Editor), Files([Row(900), Row(910)], [Paper(900), Paper(900, 2), Paper(910)]), publish: true);
        Assert.Equal(("done", 2), (import.Status, import.Stored));
        Assert.Empty(import.Errors);
        Assert.Equal((5, 5), (import.Job.GetProperty("rowsTotal").GetInt32(), import.Job.GetProperty("rowsDone").GetInt32()));
        Assert.Equal(2, await host.RowAsync<long>("select count(*) from material a join matter m on m.id = a.matter_id where m.name = '导入事项20900' and m.status = 'published'"));
        Assert.Contains(await host.Published<MatterPublished>(), told => told.Name == "导入事项20910");
        Assert.Equal($"{People.Editor.Id}", await host.RowAsync<string>(
            "select actor from (select actor, action, object_id from audit union all select actor, action, object_id from audit_pending) told where action = 'matter.import' and object_id = @id",
            new { id = import.Job.GetProperty("id").GetString() }));
    }

    [Fact]
    public async Task every_bad_row_is_reported_with_its_rule_and_column()
    {
        var import = await Imports.RunAsync(host.As(People.Editor), Files(
            Enumerable.Range(1, 150).Select(n => Row(n, promised: 30, series: "22")).Append(Row(151, department: People.OtherDepartment, series: "22")).Append(Row(1, series: "22")),
            [.. Enumerable.Range(1, 151).Select(n => Paper(n, series: "22")), Paper(1, 2, "22").Replace("申请书,1", "申请书,7", StringComparison.Ordinal), Paper(999, series: "22")]), publish: true);
        Assert.Equal("refused", import.Status);
        Assert.Equal(150, import.Errors.Count(error => error is { Sheet: "matters", Column: "promised_days", Code: "promised-above-statutory" }));
        Assert.Contains(("matters", 152, "department", "other-department"), import.Errors.Select(Told));
        Assert.Contains(("matters", 153, "basic_code", "matter-repeated"), import.Errors.Select(Told));
        Assert.Contains(("materials", 153, "requirement", "code-unknown"), import.Errors.Select(Told));
        Assert.Contains(("materials", 154, "basic_code", "material-without-matter"), import.Errors.Select(Told));
        Assert.Equal(0, await CountAsync("22"));
    }

    [Fact]
    public async Task a_file_that_nobody_uploaded_refuses_what_is_to_be_published()
    {
        static MultipartFormDataContent Naming(string digest, int number) =>
            Imports.Files($"{Head}\n{Row(number, series: "27")}", $"{MaterialHead},blank_form_file\n{Paper(number, series: "27")},{digest}");
        var refused = await Imports.RunAsync(host.As(People.Editor), Naming(new string('a', 64), 1), publish: true);
        Assert.Equal(("materials", 2, "blank_form_file", "file-unknown"), Told(Assert.Single(refused.Errors)));
        Assert.Equal("done", (await Imports.RunAsync(host.As(People.Editor), Naming(new string('a', 64), 2), publish: false)).Status);
        Assert.Equal("done", (await Imports.RunAsync(host.As(People.Editor), Naming(await host.UploadedAsync("%PDF-1.7 import"u8.ToArray()), 3), publish: true)).Status);
    }

    /// <summary>As the vendors' systems and county offices keep it: a title, heads in Chinese, names instead of codes, columns of other systems.</summary>
    [Fact]
    public async Task a_list_as_counties_keep_it_comes_in()
    {
        const string Code = $"{People.Department}4410125001000";
        var matters = $"""
            平澜县政务服务事项实施清单,,,,,,,,,,,,,,,,,,,,
            序号,记录唯一标识,事项名称,基本编码,实施编码,事项类型,设定依据,权力来源,行使层级,实施主体,实施主体性质,实施主体编码,法定办结时限,法定办结时限单位,承诺办结时限,承诺办结期限单位,服务对象,办件类型,办理形式,咨询方式,监督投诉方式
            1,x,清单事项,410125001000,{Code},行政许可,某法第一条,法定本级行使,县级,平澜县某局,法定机关,{People.Department},20,工作日,10,工作日,"自然人,企业法人",承诺件,窗口办理；网上办理,窗口咨询；电话咨询：0397-6000101,电话：0397-6000102
            """;
        var materials = $"""
            事项名称,实施编码,排序,材料名称,材料类型,材料形式,材料必要性,来源渠道,填报须知
            清单事项,{Code},1,申请表,原件,纸质和电子,必要,申请人自备,如实填写
            清单事项,{Code},2,营业执照,复印件,电子,容缺后补,政府部门核发,
            """;
        var import = await Imports.RunAsync(host.As(People.Editor), Imports.Files(matters, materials));
        Assert.Empty(import.Errors);
        Assert.Equal(["序号", "记录唯一标识", "事项名称"], import.Job.GetProperty("passedOver").EnumerateArray().Select(name => name.GetString()));
        using var answer = await host.As(People.Editor).GetAsync($"/api/matters/v1/matters/{Code}/versions/1");
        var matter = await answer.ReadAsync<JsonElement>();
        var elements = matter.GetProperty("elements");
        Assert.Equal(("01", "2", 10, "1"), (matter.GetProperty("matterType").GetString(), matter.GetProperty("handlingType").GetString(), matter.GetProperty("promisedDays").GetInt32(), matter.GetProperty("promisedUnit").GetString()));
        Assert.Equal(["1", "2"], matter.GetProperty("audience").EnumerateArray().Select(code => code.GetString()));
        Assert.Equal(["1", "2"], elements.GetProperty("handlingForms").EnumerateArray().Select(code => code.GetString()));
        Assert.Equal(["1", "3"], elements.GetProperty("enquiryWays").EnumerateArray().Select(code => code.GetString()));
        Assert.Equal(("0397-6000101", "0397-6000102"), (elements.GetProperty("enquiryPhone").GetString(), elements.GetProperty("supervisionPhone").GetString()));
        Assert.Equal(["1", "3"], matter.GetProperty("materials").EnumerateArray().Select(paper => paper.GetProperty("requirement").GetString()));
    }

    [Fact]
    public async Task a_code_that_differs_from_its_parts_says_which_part()
    {
        var import = await Imports.RunAsync(host.As(People.Editor), new StringContent($"""
            事项名称,实施编码,实施主体编码,行使层级,基本编码,事项类型,实施主体,办件类型,服务对象,承诺办结时限
            甲,{People.OtherDepartment}3410125002001,{People.Department},县级,410125002000,公共服务,某局,1,1,0
            乙,123,{People.Department},4,410125003000,01,某局,1,1,0
            """));
        Assert.Equal(
            [(2, "实施编码", "实施主体编码"), (2, "实施编码", "行使层级"), (2, "实施编码", "基本编码"), (2, "事项类型", "事项类型"), (3, "实施编码", "实施编码")],
            import.Errors.Where(error => error.Code is "code-differs" or "code-length").Select(error => (error.Line, error.Column!, error.Zh.Split('“', '应')[0])));
    }

    [Theory]
    [InlineData("no,such,columns\n1,2,3\n", 1, "column-unknown")]
    [InlineData("name,name,basic_code\n1,2,3\n", 1, "column-repeated")]
    [InlineData("name,basic_code\n\"1,2\n", 2, "csv-quote")]
    [InlineData("name,basic_code\n1\n", 2, "row-width")]
    [InlineData("name,basic_code\n1,\u0000\n", 2, "cell-text")]
    [InlineData("\n\n", 1, "sheet-empty")]
    public async Task what_is_no_catalogue_says_where_and_why(string text, int line, string code)
    {
        var import = await Imports.RunAsync(host.As(People.Editor), new StringContent(text));
        Assert.Equal("refused", import.Status);
        Assert.Equal((line, code), (import.Errors[0].Line, import.Errors[0].Code));
    }

    [Theory]
    [InlineData(new byte[0], 422, "import-empty")]
    [InlineData(new byte[] { 0xC4, 0xE3, 0xBA, 0xC3 }, 422, "import-encoding")]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0 }, 422, "workbook-locked")]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 1, 2, 3, 4, 5 }, 422, "workbook-unreadable")]
    public async Task files_that_cannot_be_read_are_refused_at_once(byte[] file, int status, string code)
    {
        using var answer = await Imports.SendAsync(host.As(People.Editor), new ByteArrayContent(file));
        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task a_file_beyond_the_limit_is_refused_with_413()
    {
        using var answer = await Imports.SendAsync(host.As(People.Editor), new ByteArrayContent(new byte[21 * 1024 * 1024]));
        Assert.Equal((413, "import-too-large"), ((int)answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task a_form_without_matters_is_refused_with_415()
    {
        using var answer = await Imports.SendAsync(host.As(People.Editor), new MultipartFormDataContent { { new StringContent("x"), "other", "other.csv" } });
        Assert.Equal((415, "import-type"), ((int)answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task an_import_is_there_for_its_department_and_nobody_else()
    {
        var import = await Imports.RunAsync(host.As(People.Editor), new StringContent("a,b\n"));
        foreach (var path in (string[])[$"{import.Location}", $"{import.Location}/errors"])
        {
            using var stranger = await host.As(MattersHost.EditorElsewhere).GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
            using var admin = await host.As(People.Admin).GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, admin.StatusCode);
        }
    }

    [Fact]
    public async Task an_import_whose_answer_was_lost_is_answered_again_and_other_rows_under_its_key_are_refused()
    {
        StringContent Body(int number) => new($"{Head}\n{Row(number)}\n", Encoding.UTF8, "text/csv");
        using var first = await Imports.SendAsync(host.As(People.Editor), Body(905), key: "lost");
        using var again = await Imports.SendAsync(host.As(People.Editor), Body(905), key: "lost");
        Assert.Equal((HttpStatusCode.Accepted, first.Headers.Location), (again.StatusCode, again.Headers.Location));
        Assert.Equal("done", (await Imports.EndAsync(host.As(People.Editor), first.Headers.Location!)).Status);
        Assert.Equal(1, await CountAsync("20905"));
        using var other = await Imports.SendAsync(host.As(People.Editor), Body(906), key: "lost");
        Assert.Equal((422, "idempotency-key-reused"), ((int)other.StatusCode, await other.CodeAsync()));
    }

    [Fact]
    public async Task a_killed_import_is_taken_up_again_and_stored_once()
    {
        await using var db = await host.Database.OpenConnectionAsync();
        await using var inTheWay = await db.BeginTransactionAsync();
        // Somebody drafts the last of its matters just now, so that the import stands still with the others stored, and not committed.
        await db.ExecuteAsync("""
            insert into matter (id, code, version, status, revision, basic_code, matter_type, name, department_code, department_name, handling_type, audience, content, created_at, updated_at)
            values (gen_random_uuid(), @code, 1, 'draft', 1, '410123000600', '01', '在先', @Department, '', '2', '{}', '{}', now(), now())
            """, new { code = $"{People.Department}4410123000600", People.Department });
        using var answer = await Imports.SendAsync(host.As(People.Editor), Files(Enumerable.Range(1, 600).Select(n => Row(n, series: "23")), Enumerable.Range(1, 600).Select(n => Paper(n, series: "23"))), publish: true);
        for (var tries = 0; tries < 400 && await KilledAsync() == 0; tries++)
            await Task.Delay(50);
        await inTheWay.RollbackAsync();

        var import = await Imports.EndAsync(host.As(People.Editor), answer.Headers.Location!);
        Assert.Equal(("done", 600), (import.Status, import.Stored));
        Assert.True(await host.RowAsync<int>("select attempt from import_job where id = @id", new { id = import.Job.GetProperty("id").GetGuid() }) > 1);
        Assert.Equal(600, await CountAsync("23"));
        Assert.Equal(600, (await host.Published<MatterPublished>()).Count(told => told.Name.StartsWith("导入事项23", StringComparison.Ordinal)));
    }

    private Task<long> KilledAsync() => host.RowAsync<long>("""
        select count(pg_terminate_backend(pid))
        from pg_stat_activity
        where datname = current_database()
            and wait_event_type = 'Lock'
            and query like '%insert into matter %'
        """);

    internal static (string, int, string?, string) Told(RowFault error) => (error.Sheet, error.Line, error.Column, error.Code);
}
