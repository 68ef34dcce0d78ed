using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>intake alone: uploads ask no neighbour.</summary>
public sealed class UploadHost() : ServiceHost<NewCase>("intake")
{
    protected override IEnumerable<(string Key, string Value)> Settings => [("Intake:Uploads:MostOpen", "3"), ("Intake:Uploads:AccountBytes", $"{100 * Uploading.Megabyte}")];
}

public sealed class Uploading_in_parts(UploadHost host) : IClassFixture<UploadHost>
{
    private readonly Caller me = People.Citizen with { Id = Guid.NewGuid() };

    private HttpClient Me => host.As(me);

    [Fact]
    public async Task the_parts_make_one_file_that_is_done_when_its_digest_is_right()
    {
        var content = Uploading.Pdf(250_000);
        using var answer = await Me.BeginAsync(new { size = content.Length, sha256 = Uploading.Sha256(content), mediaType = "application/pdf", fileName = "身份证.pdf" });
        var begun = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var id = begun.GetProperty("id").GetGuid();
        Assert.Equal(($"{Uploading.Path}/{id}", 0, "open"), (answer.Headers.Location!.ToString(), begun.GetProperty("nextOffset").GetInt32(), begun.GetProperty("status").GetString()));
        foreach (var (offset, part) in new[] { (0, content[..100_000]), (100_000, content[100_000..200_000]) })
        {
            using var taken = await Me.PartAsync(id, offset, part);
            Assert.Equal($"{offset + 100_000}", taken.Headers.GetValues("Upload-Offset").Single());
        }
        using var last = await Me.PartAsync(id, 200_000, content[200_000..]);
        var done = await last.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("done", 250_000, "not-scanned", "身份证.pdf"),
            (done.GetProperty("status").GetString(), done.GetProperty("nextOffset").GetInt32(), done.GetProperty("scan").GetString(), done.GetProperty("fileName").GetString()));
        Assert.Equal(content, await StoredAsync(Uploading.Sha256(content)));
        using var more = await Me.PartAsync(id, 250_000, []);
        await Filing_a_case.ProblemAsync(more, 409, "upload-done");
    }

    [Fact]
    public async Task the_wrong_place_is_refused_with_the_right_one()
    {
        var content = Uploading.Pdf();
        var id = (await Me.BegunAsync(content)).GetProperty("id").GetGuid();
        using var first = await Me.PartAsync(id, 0, content[..400]);
        foreach (var wrong in new long?[] { 0, 399, 401, -1 })
        {
            using var answer = await Me.PartAsync(id, wrong, content[400..500]);
            var problem = await Filing_a_case.ProblemAsync(answer, 409, "offset-differs");
            Assert.Equal((400, "400"), (problem.GetProperty("offset").GetInt32(), answer.Headers.GetValues("Upload-Offset").Single()));
        }
        using var without = await Me.PartAsync(id, null, content[400..]);
        await Filing_a_case.ProblemAsync(without, 400, "upload-offset-required");
        Assert.Equal(400, await Me.OffsetAsync(id));
    }

    [Fact]
    public async Task a_part_past_the_end_or_too_large_leaves_what_was_there()
    {
        var content = Uploading.Pdf();
        var id = (await Me.BegunAsync(content)).GetProperty("id").GetGuid();
        using var first = await Me.PartAsync(id, 0, content[..400]);
        foreach (var body in new HttpContent[] { new ByteArrayContent(new byte[601]), new StreamContent(new Endless(601)) })
        {
            using var past = await Me.PartAsync(id, 400, body);
            await Filing_a_case.ProblemAsync(past, 413, "past-the-end");
        }
        var large = (await Me.BegunAsync(Uploading.Pdf(9 * Uploading.Megabyte))).GetProperty("id").GetGuid();
        foreach (var body in new HttpContent[] { new ByteArrayContent(new byte[(8 * Uploading.Megabyte) + 1]), new StreamContent(new Endless((8 * Uploading.Megabyte) + 1)) })
        {
            using var more = await Me.PartAsync(large, 0, body);
            await Filing_a_case.ProblemAsync(more, 413, "too-large");
        }
        using var typed = await Me.PartAsync(id, 400, new ByteArrayContent(content[400..]), "application/pdf");
        await Filing_a_case.ProblemAsync(typed, 415, "unsupported-media-type");
        Assert.Equal((400, 0), (await Me.OffsetAsync(id), await Me.OffsetAsync(large)));
    }

    [Fact]
    public async Task another_digest_or_another_type_drops_the_upload_and_keeps_nothing()
    {
        var (announced, sent) = (Uploading.Pdf(), Uploading.Pdf());
        var id = (await Me.BegunAsync(announced)).GetProperty("id").GetGuid();
        using var differs = await Me.PartAsync(id, 0, sent);
        Assert.Equal(Uploading.Sha256(sent), (await Filing_a_case.ProblemAsync(differs, 422, "digest-differs")).GetProperty("errors").GetProperty("/sha256")[0].GetString());

        var html = "%PDF-1.7 <html><script>alert(1)</script></html>"u8.ToArray();
        var disguised = (await Me.BegunAsync(html)).GetProperty("id").GetGuid();
        using var mismatch = await Me.PartAsync(disguised, 0, html);
        await Filing_a_case.ProblemAsync(mismatch, 415, "content-mismatch");
        foreach (var (gone, digest) in new[] { (id, Uploading.Sha256(sent)), (id, Uploading.Sha256(announced)), (disguised, Uploading.Sha256(html)) })
        {
            using var read = await Me.GetAsync(new Uri($"{Uploading.Path}/{gone}", UriKind.Relative));
            await Filing_a_case.ProblemAsync(read, 404, "not-found");
            Assert.Null(await StoredAsync(digest));
            Assert.False(File.Exists(PartialOf(gone)));
        }
    }

    [Fact]
    public async Task what_one_has_uploaded_before_is_done_at_once_and_what_another_has_is_not()
    {
        var content = Uploading.Pdf();
        await Me.UploadedAsync(content);
        var again = await Me.BegunAsync(content);
        Assert.Equal(("done", content.Length), (again.GetProperty("status").GetString(), again.GetProperty("nextOffset").GetInt32()));
        // The answer must not tell that somebody else has it.
        var other = host.As(me with { Id = Guid.NewGuid() });
        var fresh = await other.BegunAsync(content);
        Assert.Equal(("open", 0), (fresh.GetProperty("status").GetString(), fresh.GetProperty("nextOffset").GetInt32()));
        await other.UploadedAsync(content);
        Assert.Equal(1, await host.RowAsync<long>("select count(*) from stored_file where sha256 = @sha256", new { sha256 = Uploading.Sha256(content) }));
    }

    [Fact]
    public async Task nobody_else_reaches_an_upload()
    {
        var content = Uploading.Pdf();
        var id = (await Me.BegunAsync(content)).GetProperty("id").GetGuid();
        foreach (var stranger in new[] { me with { Id = Guid.NewGuid() }, People.Clerk })
        {
            using var client = host.As(stranger);
            foreach (var answer in new[] { await client.GetAsync(new Uri($"{Uploading.Path}/{id}", UriKind.Relative)), await client.DeleteAsync(new Uri($"{Uploading.Path}/{id}", UriKind.Relative)), await client.PartAsync(id, 0, content) })
                using (answer)
                    await Filing_a_case.ProblemAsync(answer, 404, "not-found");
        }
        Assert.Equal(0, await Me.OffsetAsync(id));
    }

    [Theory]
    [InlineData(0, "a", "application/pdf", 400, "validation")]
    [InlineData(10, "ABC", "application/pdf", 400, "validation")]
    [InlineData(10, null, "text/html", 415, "unsupported-media-type")]
    [InlineData(300L * 1024 * 1024, null, "application/pdf", 413, "too-large")]
    [InlineData(200L * 1024 * 1024, null, "application/pdf", 409, "uploads-full")]
    public async Task what_cannot_be_taken_is_refused_before_a_byte(long size, string? sha256, string mediaType, int status, string code)
    {
        using var answer = await Me.BeginAsync(new { size, sha256 = sha256 ?? new string('a', 64), mediaType });
        await Filing_a_case.ProblemAsync(answer, status, code);
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from upload where account_id = @Id", new { me.Id }));
    }

    [Fact]
    public async Task a_person_has_so_many_unfinished_uploads_and_may_drop_one_for_another()
    {
        var attempts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Me.BeginAsync(new { size = 10, sha256 = Uploading.Sha256(Guid.NewGuid().ToByteArray()), mediaType = "image/png" })));
        Assert.Equal([201, 201, 201, 409, 409], attempts.Select(answer => (int)answer.StatusCode).Order());
        var one = attempts.First(answer => answer.IsSuccessStatusCode).Headers.Location!;
        using var dropped = await Me.DeleteAsync(one);
        Assert.Equal(HttpStatusCode.NoContent, dropped.StatusCode);
        using var gone = await Me.DeleteAsync(one);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        await Me.BegunAsync(Uploading.Pdf());
    }

    [Fact]
    public async Task of_two_parts_at_once_one_is_taken()
    {
        var content = Uploading.Pdf(2 * Uploading.Megabyte);
        var id = (await Me.BegunAsync(content)).GetProperty("id").GetGuid();
        using var slow = new Endless(Uploading.Megabyte, TimeSpan.FromMilliseconds(300));
        var first = Me.PartAsync(id, 0, new StreamContent(slow));
        await slow.Began;
        using var second = await Me.PartAsync(id, 0, content[..100]);
        await Filing_a_case.ProblemAsync(second, 409, "part-in-progress");
        using var taken = await first;
        Assert.Equal((HttpStatusCode.OK, Uploading.Megabyte), (taken.StatusCode, await Me.OffsetAsync(id)));
    }

    [Fact]
    public async Task an_upload_that_was_whole_when_its_process_died_is_completed_by_an_empty_part()
    {
        var content = Uploading.Pdf();
        var id = (await Me.BegunAsync(content)).GetProperty("id").GetGuid();
        await File.WriteAllBytesAsync(PartialOf(id), content);
        using var answer = await Me.PartAsync(id, content.Length, []);
        Assert.Equal("done", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task after_its_time_an_upload_and_its_parts_are_gone()
    {
        var content = Uploading.Pdf();
        var old = (await Me.BegunAsync(content)).GetProperty("id").GetGuid();
        using var part = await Me.PartAsync(old, 0, content[..10]);
        // Made a day older, since the clock is shared with other tests.
        await host.RowAsync<int?>("update upload set expires_at = @now where id = @old", new { old, now = host.Clock.Now });
        using var read = await Me.GetAsync(new Uri($"{Uploading.Path}/{old}", UriKind.Relative));
        await Filing_a_case.ProblemAsync(read, 404, "not-found");
        var kept = (await Me.BegunAsync(Uploading.Pdf())).GetProperty("id").GetGuid();
        using var other = await Me.PartAsync(kept, 0, content[..10]);
        await using (var db = await host.Database.OpenConnectionAsync())
            await ForgetUploads.ForgetAsync(db, Store, host.Clock.Now);
        Assert.Equal((false, true), (File.Exists(PartialOf(old)), File.Exists(PartialOf(kept))));
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from upload where id = @old", new { old }));
    }

    private FileStore Store => host.Services.GetRequiredService<FileStore>();

    private string PartialOf(Guid id) => Path.Combine(Store.WorkFolder("uploads"), $"{id:N}");

    private async Task<byte[]?> StoredAsync(string sha256)
    {
        await using var content = await Store.OpenAsync(sha256, default);
        if (content is null)
            return null;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        return copy.ToArray();
    }
}
