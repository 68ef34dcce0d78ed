using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>Blank forms and samples: what is taken, who reads it, and when a version may name it.</summary>
public sealed class Keeping_files(MattersHost host) : IClassFixture<MattersHost>
{
    private const string Files = "/api/matters/v1/files";

    public static TheoryData<string, byte[], string> Taken => new()
    {
        { "表.pdf", "%PDF-1.7 a"u8.ToArray(), "application/pdf" },
        { "照片.exe", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1], "image/png" },
        { "图.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 1], "image/jpeg" },
        { "表.zip", Zip("[Content_Types].xml", "word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
        { "表.xlsx", Zip("[Content_Types].xml", "xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    };

    public static TheoryData<byte[]> Refused =>
    [
        "<html><script>alert(1)</script>"u8.ToArray(),
        "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(),
        "MZ\x90"u8.ToArray(),
        "PK\x03\x04 broken"u8.ToArray(),
        Zip("readme.txt"),
        Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        Zip("[Content_Types].xml", "xl/workbook.xml", "xl/macrosheets/sheet1.xml"),
        Compound("WordDocument"),
        Compound("Workbook"),
        Compound("EncryptedPackage"),
    ];

    [Theory, MemberData(nameof(Taken))]
    public async Task a_file_is_taken_for_what_its_content_is(string name, byte[] content, string mediaType)
    {
        var file = await (await host.UploadAsync(content, name)).ReadAsync<JsonElement>();
        Assert.Equal(mediaType, file.GetProperty("mediaType").GetString());
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)), file.GetProperty("sha256").GetString());
        Assert.DoesNotContain(".exe", file.GetProperty("name").GetString(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Refused))]
    public async Task what_runs_or_is_none_of_the_list_is_refused(byte[] content)
    {
        using var answer = await host.UploadAsync(content, "表.pdf");
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "file-type"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task more_than_ten_megabytes_and_nothing_at_all_are_refused()
    {
        var large = new byte[KeepFiles.MostBytes + 1];
        "%PDF-"u8.CopyTo(large);
        using var tooLarge = await host.UploadAsync(large);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "file-too-large"), (tooLarge.StatusCode, await tooLarge.CodeAsync()));
        using var empty = await host.UploadAsync([]);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "file-missing"), (empty.StatusCode, await empty.CodeAsync()));
    }

    [Fact]
    public async Task a_form_carries_one_file_with_its_name()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent("%PDF-1.4 form"u8.ToArray()), "file", "../../申请书.docm" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, Files) { Content = form, Headers = { { "Idempotency-Key", $"{Guid.NewGuid()}" } } };
        using var answer = await host.As(People.Editor).SendAsync(request);
        Assert.Equal("申请书.pdf", (await answer.ReadAsync<JsonElement>()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task a_long_name_is_cut_between_characters()
    {
        var file = await (await host.UploadAsync("%PDF-1.4 long"u8.ToArray(), $"{new string('表', 99)}𠮷𠮷.pdf")).ReadAsync<JsonElement>();
        Assert.Equal($"{new string('表', 99)}𠮷.pdf", file.GetProperty("name").GetString());
    }

    [Fact]
    public async Task a_file_is_public_once_a_version_that_names_it_is_published()
    {
        var content = Encoding.UTF8.GetBytes($"%PDF-1.7 {Guid.NewGuid()}");
        var digest = await host.UploadedAsync(content, "食品经营许可申请书.pdf");
        var draft = await host.DraftAsync(501, matter => matter with { Materials = [matter.Materials[0] with { BlankFormFile = digest }] });
        Assert.Equal(HttpStatusCode.NotFound, (await host.Anonymous().GetAsync($"{Files}/{digest}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.As(MattersHost.EditorElsewhere).GetAsync($"{Files}/{digest}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.As(People.Clerk).GetAsync($"{Files}/{digest}")).StatusCode);
        using var own = await host.As(People.Editor).GetAsync($"{Files}/{digest}");
        Assert.True(own.Headers.CacheControl!.Private);

        Assert.Equal(HttpStatusCode.NotFound, (await host.Anonymous().GetAsync($"/api/matters/v1/matters/{draft.Code}/materials/1/blank-form")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(draft, "publish")).StatusCode);
        await SeenByAllAsync(digest, content);
        using var form = await host.Anonymous().GetAsync($"/api/matters/v1/matters/{draft.Code}/materials/1/blank-form");
        Assert.Equal((HttpStatusCode.Found, $"{Files}/{digest}"), (form.StatusCode, form.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await host.ChangeAsync(draft, "retire", revision: 2)).StatusCode);
        await SeenByAllAsync(digest, content);
    }

    [Fact]
    public async Task a_version_that_names_a_file_nobody_uploaded_is_not_published()
    {
        var draft = await host.DraftAsync(502, matter => matter with { Materials = [matter.Materials[0] with { SampleFile = new string('a', 64) }] });
        using var answer = await host.ChangeAsync(draft, "publish");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "catalogue-rules"), (answer.StatusCode, await answer.CodeAsync()));
        var finding = (await answer.ReadAsync<JsonElement>()).GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("code").GetString() == "file-unknown");
        Assert.Equal("/materials/0/sampleFile", finding.GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("zz")]
    [InlineData("..%2F..%2Fetc%2Fpasswd")]
    [InlineData("a%20b")]
    public async Task what_is_no_digest_is_no_file(string digest) =>
        Assert.InRange((int)(await host.As(People.Editor).GetAsync($"{Files}/{digest}")).StatusCode, 400, 404);

    [Theory]
    [InlineData("material_blank_form")]
    [InlineData("material_sample")]
    public Task whether_a_version_names_a_file_is_found_by_index(string index) => Plans.ReadsIndexAsync(host.Database, "material", """
        insert into matter (id, code, version, status, revision, basic_code, matter_type, name, department_code, department_name, handling_type, audience,
            content, name_grams, text_grams, created_at, updated_at, published_at)
        select gen_random_uuid(), lpad(n::text, 31, 'Y'), 1, 'retired', 1, '410101001000', '01', 'a', '11410497000000019W', 'b', '1', '{}', '{}', '{}', '{}', now(), now(), now()
        from generate_series(1, 2000) n;
        insert into material (matter_id, serial, code, name, requirement, detail)
        select id, n, lpad(n::text, 36, 'Y'), 'a', '1', jsonb_build_object('blankFormFile', md5(id::text || n), 'sampleFile', md5(id::text || n))
        from matter, generate_series(1, 10) n
        where code like 'Y%';
        insert into guide_file (sha256, department_code, size, media_type, name, uploaded_by, uploaded_at)
        select encode(sha256(n::text::bytea), 'hex'), 'a', 1, 'application/pdf', 'a', gen_random_uuid(), now()
        from generate_series(1, 20000) n;
        analyze matter;
        analyze guide_file
        """, KeepFiles.ReadableFile, new { sha256 = new string('a', 64), all = false, own = (string?)null }, index, inOrder: false);

    [Fact]
    public async Task a_form_of_ten_thousand_matters_is_found_by_its_first()
    {
        var read = await Plans.RowsReadAsync(host.Database, "material", """
            insert into matter (id, code, version, status, revision, basic_code, matter_type, name, department_code, department_name, handling_type, audience,
                content, name_grams, text_grams, created_at, updated_at, published_at)
            select gen_random_uuid(), lpad(n::text, 31, 'X'), 1, 'retired', 1, '410101001000', '01', 'a', '11410497000000019W', 'b', '1', '{}', '{}', '{}', '{}', now(), now(), now()
            from generate_series(1, 10000) n;
            insert into material (matter_id, serial, code, name, requirement, detail)
            select id, 1, rpad(code, 36, 'X'), 'a', '1', jsonb_build_object('blankFormFile', repeat('b', 64), 'sampleFile', repeat('b', 64))
            from matter
            where code like 'X%';
            insert into guide_file (sha256, department_code, size, media_type, name, uploaded_by, uploaded_at)
            values (repeat('b', 64), 'a', 1, 'application/pdf', 'a', gen_random_uuid(), now());
            analyze matter
            """, KeepFiles.ReadableFile, new { sha256 = new string('b', 64), all = false, own = (string?)null });
        Assert.InRange(read, 1, 10);
    }

    private async Task SeenByAllAsync(string digest, byte[] content)
    {
        using var answer = await host.Anonymous().GetAsync($"{Files}/{digest}");
        Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("食品经营许可申请书.pdf", answer.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("immutable", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Files}/{digest}") { Headers = { IfNoneMatch = { new EntityTagHeaderValue($"\"{digest}\"") } } };
        Assert.Equal(HttpStatusCode.NotModified, (await host.Anonymous().SendAsync(request)).StatusCode);
    }

    private static byte[] Zip(params string[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var part in parts)
                zip.CreateEntry(part);
        return stream.ToArray();
    }

    private static byte[] Compound(params string[] names) =>
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600], .. names.SelectMany(name => Encoding.Unicode.GetBytes(name + '\0'))];
}
