using System.Net;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Intake;

public sealed class Handing_materials_in(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task what_is_handed_in_comes_back_as_it_was()
    {
        var (draft, code) = await DraftAsync();
        var content = IntakeHost.Pdf(new string('x', 300_000));
        using var put = await host.PutAsync(IntakeHost.Citizen, draft, code, content);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        var got = await host.As(IntakeHost.Citizen).GetByteArrayAsync(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(draft)}/materials/{code}", UriKind.Relative));
        Assert.Equal(content, got);
    }

    [Theory]
    [InlineData("text/html", "<html>", 415, "unsupported-media-type")]
    [InlineData("application/pdf", "<html>x", 415, "content-mismatch")]
    [InlineData("image/png", "%PDF-1.4", 415, "content-mismatch")]
    [InlineData("application/pdf", "", 422, "empty")]
    public async Task content_that_is_not_what_it_says_is_refused(string type, string content, int status, string code)
    {
        var (draft, material) = await DraftAsync();
        using var answer = await host.PutAsync(IntakeHost.Citizen, draft, material, System.Text.Encoding.ASCII.GetBytes(content), type);
        await Filing_a_case.ProblemAsync(answer, status, code);
        Assert.Null(await host.RowAsync<string>("select sha256 from case_material where case_id = @id and code = @material", new { id = IntakeHost.Id(draft), material }));
    }

    [Fact]
    public async Task more_than_twenty_megabytes_is_refused()
    {
        var (draft, code) = await DraftAsync();
        using var answer = await host.PutAsync(IntakeHost.Citizen, draft, code, IntakeHost.Pdf(new string('x', 20 * 1024 * 1024)));
        await Filing_a_case.ProblemAsync(answer, 413, "too-large");
    }

    [Fact]
    public async Task the_same_content_again_changes_nothing_and_other_content_names_what_it_replaces()
    {
        var (draft, code) = await DraftAsync();
        using var first = await host.PutAsync(IntakeHost.Citizen, draft, code, IntakeHost.Pdf("a"));
        using var same = await host.PutAsync(IntakeHost.Citizen, draft, code, IntakeHost.Pdf("a"));
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        using var blind = await host.PutAsync(IntakeHost.Citizen, draft, code, IntakeHost.Pdf("b"));
        await Filing_a_case.ProblemAsync(blind, 428, "if-match-required");
        using var stale = await host.PutAsync(IntakeHost.Citizen, draft, code, IntakeHost.Pdf("b"), ifMatch: "\"0000\"");
        await Filing_a_case.ProblemAsync(stale, 412, "stale");
        using var seen = await host.PutAsync(IntakeHost.Citizen, draft, code, IntakeHost.Pdf("b"), ifMatch: first.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
    }

    [Fact]
    public async Task a_material_that_is_not_on_the_list_and_a_case_past_filing_take_nothing()
    {
        var (draft, code) = await DraftAsync();
        using var unlisted = await host.PutAsync(IntakeHost.Citizen, draft, "nothing", IntakeHost.Pdf("a"));
        await Filing_a_case.ProblemAsync(unlisted, 404, "not-found");
        using var stranger = await host.PutAsync(People.Stranger, draft, code, IntakeHost.Pdf("a"));
        await Filing_a_case.ProblemAsync(stranger, 404, "not-found");
        var submitted = await host.SubmittedAsync();
        using var late = await host.PutAsync(IntakeHost.Citizen, submitted, code, IntakeHost.Pdf("late"), ifMatch: "*");
        await Filing_a_case.ProblemAsync(late, 409, "case-state");
    }

    private async Task<(JsonElement Draft, string Code)> DraftAsync()
    {
        var draft = await host.DraftAsync();
        return (draft, draft.GetProperty("materials")[0].GetProperty("code").GetString()!);
    }
}
