using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Services.Intake;

public sealed class Handing_uploads_in(IntakeHost host) : IClassFixture<IntakeHost>
{
    private HttpClient Me => host.As(IntakeHost.Citizen);

    [Fact]
    public async Task a_finished_upload_becomes_the_material()
    {
        var (draft, content) = (await host.DraftAsync(), Uploading.Pdf());
        var code = Code(draft);
        var id = Id(await Me.UploadedAsync(content));
        using var handed = await HandAsync(IntakeHost.Citizen, draft, code, id);
        Assert.Equal((HttpStatusCode.OK, $"\"{Uploading.Sha256(content)}\""), (handed.StatusCode, handed.Headers.ETag!.Tag));
        Assert.Equal("upload", (await handed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("source").GetString());
        using var again = await HandAsync(IntakeHost.Citizen, draft, code, id);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(content, await Me.GetByteArrayAsync(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(draft)}/materials/{code}", UriKind.Relative)));

        var other = Id(await Me.UploadedAsync(Uploading.Pdf()));
        using var blind = await HandAsync(IntakeHost.Citizen, draft, code, other);
        await Filing_a_case.ProblemAsync(blind, 428, "if-match-required");
        using var seen = await HandAsync(IntakeHost.Citizen, draft, code, other, handed.Headers.ETag.Tag);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        // One file, also for several cases.
        using var elsewhere = await HandAsync(IntakeHost.Citizen, await host.DraftAsync(), code, other);
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
    }

    [Fact]
    public async Task what_is_not_finished_not_mine_or_unknown_is_refused_and_the_case_stays_as_it_was()
    {
        var draft = await host.DraftAsync();
        var code = Code(draft);
        var open = Id(await Me.BegunAsync(Uploading.Pdf()));
        var theirs = Id(await host.As(People.Stranger).UploadedAsync(Uploading.Pdf()));
        foreach (var (upload, problem) in new[] { (open, "upload-not-done"), (theirs, "upload-unknown"), (Guid.NewGuid(), "upload-unknown") })
        {
            using var answer = await HandAsync(IntakeHost.Citizen, draft, code, upload);
            Assert.Equal("/uploadId", (await Filing_a_case.ProblemAsync(answer, 422, problem)).GetProperty("errors").EnumerateObject().Single().Name);
        }
        var mine = Id(await Me.UploadedAsync(Uploading.Pdf()));
        using var elsewhere = await HandAsync(IntakeHost.Citizen, draft, "of another case", mine);
        await Filing_a_case.ProblemAsync(elsewhere, 404, "not-found");
        using var stranger = await HandAsync(People.Stranger, draft, code, theirs);
        await Filing_a_case.ProblemAsync(stranger, 404, "not-found");
        using var missing = await host.As(IntakeHost.Citizen).PutAsJsonAsync(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(draft)}/materials/{code}/upload", UriKind.Relative), new { });
        await Filing_a_case.ProblemAsync(missing, 400, "validation");
        Assert.Null(await host.RowAsync<string>("select sha256 from case_material where case_id = @id and code = @code", new { id = IntakeHost.Id(draft), code }));
    }

    [Fact]
    public async Task a_material_has_its_own_limit_for_both_ways_in()
    {
        var draft = await host.DraftAsync();
        var code = Code(draft);
        await host.RowAsync<int?>("update case_material set max_bytes = 2000 where case_id = @id and code = @code", new { id = IntakeHost.Id(draft), code });
        var large = Id(await Me.UploadedAsync(Uploading.Pdf(2001)));
        using var upload = await HandAsync(IntakeHost.Citizen, draft, code, large);
        Assert.Equal(2000, (await Filing_a_case.ProblemAsync(upload, 413, "too-large")).GetProperty("maxBytes").GetInt32());
        using var put = await host.PutAsync(IntakeHost.Citizen, draft, code, Uploading.Pdf(2001));
        await Filing_a_case.ProblemAsync(put, 413, "too-large");
        using var fits = await host.PutAsync(IntakeHost.Citizen, draft, code, Uploading.Pdf(2000));
        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
    }

    [Fact]
    public async Task taking_several_names_each_that_is_at_fault()
    {
        var (one, two) = (Id(await Me.UploadedAsync(Uploading.Pdf())), Id(await Me.UploadedAsync(Uploading.Pdf())));
        await using var scope = host.Services.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        var (taken, none) = await Uploads.TakeAsync(tx, IntakeHost.Citizen, [two, one, two], _ => 1000, host.Clock.Now, n => $"/materials/{n}/uploadId");
        Assert.Null(none);
        Assert.Equal((3, taken[0], 1000L), (taken.Count, taken[2], taken[1].Size));
        var (_, no) = await Uploads.TakeAsync(tx, IntakeHost.Citizen, [one, Guid.NewGuid(), Guid.NewGuid()], _ => 1000, host.Clock.Now, n => $"/materials/{n}/uploadId");
        Assert.Equal(["/materials/1/uploadId", "/materials/2/uploadId"], no!.Errors!.Keys);
        var (_, large) = await Uploads.TakeAsync(tx, IntakeHost.Citizen, [one], _ => 999, host.Clock.Now, n => $"/materials/{n}/uploadId");
        Assert.Equal(413, large!.Status);
    }

    private Task<HttpResponseMessage> HandAsync(Caller caller, JsonElement file, string code, Guid upload, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/intake/v1/cases/{IntakeHost.Id(file)}/materials/{code}/upload") { Content = JsonContent.Create(new { uploadId = upload }) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return host.As(caller).SendAsync(request);
    }

    private static Guid Id(JsonElement upload) => upload.GetProperty("id").GetGuid();

    private static string Code(JsonElement file) => file.GetProperty("materials")[0].GetProperty("code").GetString()!;
}
