using System.Net;
using System.Text;
using System.Text.Json;
using Dapper;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>A whole catalogue comes in, or nothing of it.</summary>
public sealed class Importing_a_catalogue(MattersHost host) : IClassFixture<MattersHost>
{
    private const string Head = "basic_code,department,department_name,name,handling_type,audience,statutory_days,promised_days,legal_basis,flow,faq,visits,online,user_topics,corp_topics,enquiry_phone,supervision_phone";
    private const string MaterialHead = "basic_code,serial,name,requirement,sample,accept_standard";

    private static string Row(int number, int promised = 5, string department = People.Department, string series = "20") =>
        $"4101{series}{number / 1000:D3}{number % 1000:D3},{department},平澜县某局,导入事项{series}{number},2,1|2,20,{promised},某法第一条,受理|审核|审批|办结|送达,问：…,0,1,其他,其他,0397-6000101,0397-6000102";

    private static string Paper(int number, int serial = 1, string series = "20") => $"4101{series}{number / 1000:D3}{number % 1000:D3},{serial},申请书,1,样例,齐全";

    private static MultipartFormDataContent Files(IEnumerable<string> matters, IEnumerable<string> materials) =>
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
            insert into matter (id, code, version, status, revision, basic_code, matter_type, name, department_code, department_name, handling_type, audience, content, name_grams, text_grams, created_at, updated_at)
            values (gen_random_uuid(), @code, 1, 'draft', 1, '410123000600', '01', '在先', @Department, '', '2', '{}', '{}', '{}', '{}', now(), now())
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

    private static (string, int, string?, string) Told(RowFault error) => (error.Sheet, error.Line, error.Column, error.Code);
}
