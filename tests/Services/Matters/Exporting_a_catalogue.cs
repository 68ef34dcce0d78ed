using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Dapper;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>What goes out comes back as it was.</summary>
public sealed class Exporting_a_catalogue(SeededMatters seeded, MattersHost empty) : IClassFixture<SeededMatters>, IClassFixture<MattersHost>
{
    private const string Exports = "/api/matters/v1/exports";

    [Fact]
    public async Task the_whole_seed_goes_out_as_a_workbook_and_comes_into_an_empty_catalogue_as_it_was()
    {
        var workbook = await BytesAsync(seeded, "matters.xlsx", People.Admin);
        var import = await Imports.RunAsync(empty.As(People.Admin), new ByteArrayContent(workbook), publish: true);
        Assert.Empty(import.Errors);
        Assert.Equal("xlsx", import.Job.GetProperty("format").GetString());
        Assert.Equal(await ContentsAsync(seeded), await ContentsAsync(empty));

        // As CSV it comes in again, as the second version of the same content.
        var matters = Encoding.UTF8.GetString(await BytesAsync(empty, "matters.csv", People.Admin));
        var materials = Encoding.UTF8.GetString(await BytesAsync(empty, "materials.csv", People.Admin));
        Assert.StartsWith("\uFEFF实施编码,基本编码,事项类型,事项名称", matters, StringComparison.Ordinal);
        var again = await Imports.RunAsync(empty.As(People.Admin), Imports.Files(matters, materials), publish: true);
        Assert.Empty(again.Errors);
        Assert.Equal(await ContentsAsync(seeded), await ContentsAsync(empty));
        Assert.Equal(2, await empty.RowAsync<int>("select max(version) from matter where status = 'published' having max(version) = min(version)"));
    }

    [Fact]
    public async Task nothing_that_goes_out_runs_in_a_spreadsheet()
    {
        const string Formula = "=HYPERLINK(\"http://x\",\"点这里\")";
        await empty.DraftAsync(930, content => content with { Name = Formula, Keywords = ["+1", "@x"] });
        var csv = Encoding.UTF8.GetString(await BytesAsync(empty, "matters.csv?status=draft", People.Editor));
        Assert.Contains(",\"'=HYPERLINK(\"\"http://x\"\",\"\"点这里\"\")\",", csv, StringComparison.Ordinal);
        Assert.Contains(",'+1|@x,", csv, StringComparison.Ordinal);
        using var workbook = new ZipArchive(new MemoryStream(await BytesAsync(empty, "matters.xlsx?status=draft", People.Editor)));
        using var sheet = new StreamReader(workbook.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = await sheet.ReadToEndAsync();
        Assert.Contains($"""<c t="inlineStr"><is><t xml:space="preserve">{Formula}</t></is></c>""", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<f", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_editor_takes_out_the_own_department_only()
    {
        var all = Encoding.UTF8.GetString(await BytesAsync(seeded, "matters.csv", People.Admin)).Split("\r\n");
        var department = await seeded.RowAsync<string>("select min(department_code) from matter");
        var own = Encoding.UTF8.GetString(await BytesAsync(seeded, "matters.csv", People.Editor with { Department = department })).Split("\r\n");
        Assert.InRange(own.Length, 3, all.Length - 1);
        Assert.Equal(own, Encoding.UTF8.GetString(await BytesAsync(seeded, $"matters.csv?department={department}", People.Admin)).Split("\r\n"));
        Assert.Equal(2, Encoding.UTF8.GetString(await BytesAsync(seeded, $"matters.csv?department={department}", People.Editor)).Split("\r\n").Length);
    }

    [Theory]
    [InlineData("other.csv", 404, "not-found")]
    [InlineData("matters.csv?status=none", 422, "status-unknown")]
    public async Task what_does_not_go_out_is_refused(string file, int status, string code)
    {
        using var answer = await seeded.As(People.Admin).GetAsync($"{Exports}/{file}");
        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
    }

    private static async Task<byte[]> BytesAsync<T>(ServiceHost<T> host, string file, Caller by) where T : class
    {
        using var answer = await host.As(by).GetAsync($"{Exports}/{file}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<List<string>> ContentsAsync<T>(ServiceHost<T> host) where T : class
    {
        await using var db = await host.Database.OpenConnectionAsync();
        return (await db.QueryAsync<string>("""
            select code || ' ' || (content - 'reason')::text || coalesce((select jsonb_agg(detail order by serial)::text from material where matter_id = id), '')
            from matter
            where status = 'published'
            order by code
            """)).AsList();
    }
}
