using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>A document once issued: who reads it, who verifies it, and what no longer changes it.</summary>
public sealed class Reading_documents(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task the_same_bytes_come_at_every_read_whatever_became_of_the_case()
    {
        var received = await host.ReceivedAsync();
        var name = received.GetProperty("matter").GetProperty("name").GetString()!;
        await host.RowAsync<int>("""update case_file set matter = jsonb_set(matter, '{name}', '"改名事项"') where id = @id returning 1""", new { id = IntakeHost.Id(received) });
        var first = await PdfAsync(received, "receipt");
        await host.MoveAsync(People.Clerk, received, "accept");
        Assert.Equal(first, await PdfAsync(received, "receipt"));
        Assert.Equal(first, await PdfAsync(received, $"documents/{await IdAsync(received, "receipt")}"));
        var text = await Pdf.TextAsync(first);
        Assert.Contains(name, text, StringComparison.Ordinal);
        Assert.DoesNotContain("改名事项", text, StringComparison.Ordinal);
        Assert.Contains("改名事项", await Pdf.TextAsync(await PdfAsync(received, $"documents/{await IdAsync(received, "acceptance")}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_stranger_and_another_case_find_nothing_and_staff_say_why()
    {
        var (received, other) = (await host.ReceivedAsync(), await host.ReceivedAsync());
        var receipt = await IdAsync(received, "receipt");
        foreach (var path in new[] { $"{IntakeHost.Id(received)}/documents", $"{IntakeHost.Id(received)}/documents/{receipt}" })
            Assert.Equal(HttpStatusCode.NotFound, (await host.As(People.Stranger).GetAsync(Cases(path))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.As(IntakeHost.Citizen).GetAsync(Cases($"{IntakeHost.Id(other)}/documents/{receipt}"))).StatusCode);

        var clerk = host.As(People.Clerk);
        using var silent = await clerk.GetAsync(Cases($"{IntakeHost.Id(received)}/documents/{receipt}"));
        await Filing_a_case.ProblemAsync(silent, 400, "purpose-required");
        clerk.DefaultRequestHeaders.Add("Purpose", "counter");
        Assert.True((await clerk.GetAsync(Cases($"{IntakeHost.Id(received)}/documents/{receipt}"))).IsSuccessStatusCode);
        Assert.Equal(1, await host.RowAsync<long>("select count(*) from staff_read where record = @record", new { record = $"case/{IntakeHost.Id(received)}/document/{received.GetProperty("receiptNumber").GetString()}" }));
    }

    [Fact]
    public async Task whoever_holds_the_paper_can_verify_it_and_a_wrong_code_is_as_an_unknown_number()
    {
        var received = await host.ReceivedAsync();
        var number = received.GetProperty("receiptNumber").GetString()!;
        var code = (await host.RowAsync<string>("select verification_code from issued_document where number = @number", new { number }))!;
        var pdf = await PdfAsync(received, "receipt");
        Assert.Contains($"{code[..4]}-{code[4..8]}-{code[8..]}", await Pdf.TextAsync(pdf), StringComparison.Ordinal);

        var told = await host.Anonymous().GetFromJsonAsync<JsonElement>(Verify(number.ToLowerInvariant(), code.ToLowerInvariant()));
        string Text(string field) => told.GetProperty(field).GetString()!;
        Assert.Equal(("receipt", number, Convert.ToHexStringLower(SHA256.HashData(pdf))), (Text("kind"), Text("number"), Text("sha256")));
        Assert.Equal((received.GetProperty("matter").GetProperty("name").GetString(), "2026-03-02"), (Text("matterName"), Text("issuedOn")));
        Assert.Contains("*", Text("applicant"), StringComparison.Ordinal);

        using var wrong = await host.Anonymous().GetAsync(Verify(number, new string('0', 12)));
        using var unknown = await host.Anonymous().GetAsync(Verify("SJ0000000000000000000", code));
        var (one, two) = (await Filing_a_case.ProblemAsync(wrong, 404, "document-not-verified"), await Filing_a_case.ProblemAsync(unknown, 404, "document-not-verified"));
        Assert.Equal(one.EnumerateObject().Select(p => p.Name).Order(), two.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(one.GetProperty("title").ToString(), two.GetProperty("title").ToString());
    }

    [Fact]
    public async Task an_agencys_own_seal_is_on_what_is_issued_from_then_on()
    {
        var before = await host.ReceivedAsync();
        var department = before.GetProperty("matter").GetProperty("departmentCode").GetString()!;
        var png = Pdf.Png(200);
        using (var clerk = await SealAsync(People.Clerk, department, png))
            Assert.Equal(HttpStatusCode.Forbidden, clerk.StatusCode);
        using (var unknown = await SealAsync(People.Admin, "11410497000000019A", png))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
        using (var cut = await SealAsync(People.Admin, department, png[..^8]))
            await Filing_a_case.ProblemAsync(cut, 415, "seal-type");
        using (var small = await SealAsync(People.Admin, department, Pdf.Png(50)))
            await Filing_a_case.ProblemAsync(small, 415, "seal-type");
        using (var big = await SealAsync(People.Admin, department, new byte[512 * 1024 + 1]))
            await Filing_a_case.ProblemAsync(big, 413, "seal-too-large");
        using (var stored = await SealAsync(People.Admin, department, png))
            Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        using (var blind = await SealAsync(People.Admin, department, Pdf.Png(201)))
            await Filing_a_case.ProblemAsync(blind, 428, "if-match-required");

        var after = await host.ReceivedAsync();
        Assert.Equal(0, await Pdf.PicturesAsync(await PdfAsync(before, "receipt")));
        Assert.Equal(1, await Pdf.PicturesAsync(await PdfAsync(after, "receipt")));
    }

    [Fact]
    public async Task a_receipt_from_before_documents_were_kept_is_issued_when_it_is_asked_for()
    {
        var received = await host.ReceivedAsync();
        await host.RowAsync<int>("delete from issued_document where case_id = @id returning 1", new { id = IntakeHost.Id(received) });
        var pdf = await PdfAsync(received, "receipt");
        var text = await Pdf.TextAsync(pdf);
        Assert.Contains(received.GetProperty("receiptNumber").GetString()!, text, StringComparison.Ordinal);
        Assert.Contains(received.GetProperty("materials")[0].GetProperty("sha256").GetString()![..16], text, StringComparison.Ordinal);
        Assert.Equal(pdf, await PdfAsync(received, $"documents/{await IdAsync(received, "receipt")}"));
    }

    private static Uri Cases(string path) => new($"/api/intake/v1/cases/{path}", UriKind.Relative);

    private static Uri Verify(string number, string code) => new($"/api/intake/v1/verify?number={number}&code={code}", UriKind.Relative);

    private async Task<Guid> IdAsync(JsonElement file, string kind) =>
        await host.RowAsync<Guid>("select id from issued_document where case_id = @id and kind = @kind", new { id = IntakeHost.Id(file), kind });

    private Task<HttpResponseMessage> SealAsync(Caller caller, string department, byte[] picture)
    {
        var content = new ByteArrayContent(picture) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        return host.As(caller).PutAsync(new Uri($"/api/intake/v1/seals/{department}", UriKind.Relative), content);
    }

    private async Task<byte[]> PdfAsync(JsonElement file, string path)
    {
        for (var attempt = 0; attempt < 60; attempt++)
        {
            using var answer = await host.As(IntakeHost.Citizen).GetAsync(Cases($"{IntakeHost.Id(file)}/{path}"));
            // A busy machine may give the renderer up and be asked again.
            if (answer.StatusCode is not (HttpStatusCode.Accepted or HttpStatusCode.ServiceUnavailable))
                return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            await Task.Delay(500);
        }
        throw new TimeoutException();
    }
}
