using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Intake;

public sealed class Working_at_the_counter(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task accepting_starts_the_clocks_and_tells_approval_what_it_needs()
    {
        var file = await host.AcceptedAsync();
        var told = (await host.Published<CaseAccepted>()).Single(e => e.CaseId == IntakeHost.Id(file));
        Assert.Equal(new DateOnly(2026, 3, 2), told.AcceptedOn);
        Assert.Equal(new WorkingDays().Add(told.AcceptedOn, told.Matter.PromisedDays), told.PromisedDue);
        Assert.Equal(file.GetProperty("promisedDue").GetString(), $"{told.PromisedDue:yyyy-MM-dd}");
        Assert.All(told.Materials, material => Assert.NotNull(material.Sha256));
    }

    [Fact]
    public async Task a_stale_clerk_is_told_412_before_the_state_and_409_after()
    {
        var received = await host.ReceivedAsync();
        var accepted = await host.MoveAsync(People.Clerk, received, "accept");
        using var stale = await host.TryAsync(People.SecondClerk, received, "accept");
        await Filing_a_case.ProblemAsync(stale, 412, "stale");
        using var late = await host.TryAsync(People.SecondClerk, accepted, "accept");
        var problem = await Filing_a_case.ProblemAsync(late, 409, "case-state");
        Assert.Equal("accepted", problem.GetProperty("state").GetString());
        using var blind = await host.TryAsync(People.SecondClerk, accepted, "accept", ifMatch: "");
        await Filing_a_case.ProblemAsync(blind, 428, "if-match-required");
    }

    [Fact]
    public async Task of_two_clerks_at_once_one_wins()
    {
        var received = await host.ReceivedAsync();
        var answers = await Task.WhenAll(host.TryAsync(People.Clerk, received, "accept"), host.TryAsync(People.SecondClerk, received, "accept"));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], answers.Select(a => a.StatusCode).Order());
        Assert.Single(await host.Published<CaseAccepted>(), e => e.CaseId == IntakeHost.Id(received));
    }

    [Fact]
    public async Task a_supplement_round_brings_the_case_back_to_the_counter()
    {
        var received = await host.ReceivedAsync();
        var material = received.GetProperty("materials")[0];
        var code = material.GetProperty("code").GetString()!;
        using var unlisted = await host.TryAsync(People.Clerk, received, "request-supplement", new { materialCodes = new[] { "not listed" }, note = "缺少" });
        await Filing_a_case.ProblemAsync(unlisted, 422, "not-on-the-list");
        var asked = await host.MoveAsync(People.Clerk, received, "request-supplement", new { materialCodes = new[] { code }, note = "营业执照不清晰" });
        var told = (await host.Published<SupplementRequested>()).Single(e => e.CaseId == IntakeHost.Id(received));
        Assert.Equal([material.GetProperty("name").GetString()!], told.MaterialNames);

        using var early = await host.TryAsync(IntakeHost.Citizen, asked, "supply");
        await Filing_a_case.ProblemAsync(early, 422, "still-requested");
        using var put = await host.PutAsync(IntakeHost.Citizen, asked, code, IntakeHost.Pdf("clearer"), ifMatch: $"\"{material.GetProperty("sha256").GetString()}\"");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        var back = await host.MoveAsync(IntakeHost.Citizen, asked, "supply");
        Assert.Equal("received", back.GetProperty("status").GetString());
        Assert.Single(await host.Published<SupplementSupplied>(), e => e.CaseId == IntakeHost.Id(received));
        await host.MoveAsync(People.Clerk, back, "accept");
    }

    [Fact]
    public async Task refusing_gives_reasons_and_remedies()
    {
        var received = await host.ReceivedAsync();
        using var unknown = await host.TryAsync(People.Clerk, received, "refuse", new { code = "because", reason = "不属于本机关职权范围" });
        await Filing_a_case.ProblemAsync(unknown, 422, "unknown-reason");
        using var whose = await host.TryAsync(People.Clerk, received, "refuse", new { code = "not-our-competence", reason = "由市级办理" });
        await Filing_a_case.ProblemAsync(whose, 422, "competent-authority");
        await host.MoveAsync(People.Clerk, received, "refuse", new { code = "not-our-competence", reason = "由市级办理", competentAuthority = "市卫生健康委员会" });
        var told = (await host.Published<CaseRefused>()).Single(e => e.CaseId == IntakeHost.Id(received)).Reason;
        Assert.True(told.Contains("行政复议", StringComparison.Ordinal) && told.Contains("行政诉讼", StringComparison.Ordinal) && told.Contains("市卫生健康委员会", StringComparison.Ordinal), told);
    }

    [Fact]
    public async Task the_queue_shows_what_waits_with_masked_names_and_pages_by_key()
    {
        for (var n = 0; n < 3; n++)
            await host.SubmittedAsync();
        var clerk = host.As(People.Clerk);
        var seen = new List<Guid>();
        for (string? next = ""; next is not null;)
        {
            var page = await clerk.GetFromJsonAsync<JsonElement>(new Uri($"/api/intake/v1/counter/queue?status=submitted&limit=2&after={next}".Replace("&after=", next.Length == 0 ? "" : "&after=", StringComparison.Ordinal), UriKind.Relative));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("id").GetGuid()));
            Assert.All(page.GetProperty("items").EnumerateArray(), line => Assert.Contains("*", line.GetProperty("applicantName").GetString()));
            next = page.GetProperty("next").GetString();
        }
        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal(await host.RowAsync<long>("select count(*) from case_file where status = 'submitted'"), seen.Count);
        using var wrong = await clerk.GetAsync(new Uri("/api/intake/v1/counter/queue?status=closed", UriKind.Relative));
        await Filing_a_case.ProblemAsync(wrong, 422, "unknown-status");
    }

    [Fact]
    public async Task the_receipt_is_a_pdf_that_stays_as_it_was()
    {
        var received = await host.ReceivedAsync();
        var first = await PdfAsync(received);
        Assert.Equal("%PDF-"u8.ToArray(), first[..5]);
        Assert.Equal(first, await PdfAsync(received));
        using var early = await host.As(IntakeHost.Citizen).GetAsync(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(await host.SubmittedAsync())}/receipt", UriKind.Relative));
        await Filing_a_case.ProblemAsync(early, 409, "not-received");
    }

    [Fact]
    public async Task the_receipt_names_what_was_received_also_after_a_supplement_has_replaced_it()
    {
        var received = await host.ReceivedAsync();
        var material = received.GetProperty("materials")[0];
        var code = material.GetProperty("code").GetString()!;
        var asked = await host.MoveAsync(People.Clerk, received, "request-supplement", new { materialCodes = new[] { code }, note = "不清晰" });
        using var put = await host.PutAsync(IntakeHost.Citizen, asked, code, IntakeHost.Pdf("replaced"), ifMatch: "*");
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, await PdfAsync(received));
        using var reader = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("pdftotext", ["-layout", file, "-"]) { RedirectStandardOutput = true })!;
        var text = await reader.StandardOutput.ReadToEndAsync();
        File.Delete(file);
        Assert.Contains(material.GetProperty("sha256").GetString()![..16], text);
        Assert.Contains(received.GetProperty("receiptNumber").GetString()!, text);
    }

    private async Task<byte[]> PdfAsync(JsonElement file)
    {
        for (var attempt = 0; attempt < 60; attempt++)
        {
            using var answer = await host.As(IntakeHost.Citizen).GetAsync(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(file)}/receipt", UriKind.Relative));
            if (answer.StatusCode != HttpStatusCode.Accepted)
                return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            await Task.Delay(500);
        }
        throw new TimeoutException();
    }
}
