using System.Net;
using System.Text;
using System.Text.Json;
using GovPlatform.Intake;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>intake with a scanner, which may be away.</summary>
public sealed class ScanningHost : IntakeHost
{
    internal FakeClamd Scanner { get; } = new();

    protected override IEnumerable<(string Key, string Value)> Settings => [.. base.Settings, ("Gov:Scan:Clamd", Scanner.Address), ("Gov:Scan:Required", "true")];

    internal static byte[] Infected => Encoding.Latin1.GetBytes($"%PDF-1.4\n% {Guid.NewGuid()} {FakeClamd.Eicar}\n%%EOF\n");

    internal async Task ScannedAsync(byte[] content, string state)
    {
        var sha256 = Uploading.Sha256(content);
        for (var attempt = 0; await RowAsync<string>("select scan from stored_file where sha256 = @sha256", new { sha256 }) != state; attempt++)
        {
            Assert.True(attempt < 600, $"not {state} yet");
            await Task.Delay(50);
        }
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Scanner.Dispose();
    }
}

public sealed class Scanning_for_viruses(ScanningHost host) : IClassFixture<ScanningHost>
{
    [Fact]
    public async Task infected_content_is_read_by_nobody_and_the_case_does_not_go_on_with_it()
    {
        var (draft, infected) = (await host.CompleteAsync(), ScanningHost.Infected);
        var code = Code(draft);
        using (var put = await host.PutAsync(IntakeHost.Citizen, draft, code, infected, ifMatch: "*"))
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await host.ScannedAsync(infected, Scan.Infected);
        using var read = await ReadAsync(IntakeHost.Citizen, draft, code);
        await Filing_a_case.ProblemAsync(read, 409, "infected");
        using var submit = await host.TryAsync(IntakeHost.Citizen, draft, "submit");
        var problem = await Filing_a_case.ProblemAsync(submit, 422, "infected");
        Assert.Equal([$"/materials/{code}"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Equal("infected", Material(await host.ReadAsync(IntakeHost.Citizen, draft), code).GetProperty("scan").GetString());
        Assert.Equal("Eicar-Test-Signature", await host.RowAsync<string>("select scan_signature from stored_file where sha256 = @sha256", new { sha256 = Uploading.Sha256(infected) }));

        using (var better = await host.PutAsync(IntakeHost.Citizen, draft, code, IntakeHost.Pdf($"{Guid.NewGuid()}"), ifMatch: "*"))
            Assert.Equal(HttpStatusCode.OK, better.StatusCode);
        await host.MoveAsync(IntakeHost.Citizen, draft, "submit");
    }

    [Fact]
    public async Task until_it_is_scanned_only_its_owner_reads_it_and_the_counter_does_not_receive()
    {
        host.Scanner.IsThere = false;
        try
        {
            var (submitted, content) = (await host.SubmittedAsync(), IntakeHost.Pdf($"{Guid.NewGuid()}"));
            var code = Code(submitted);
            await host.RowAsync<int?>("update case_file set status = 'returned' where id = @id", new { id = IntakeHost.Id(submitted) });
            using (var put = await host.PutAsync(IntakeHost.Citizen, submitted, code, content, ifMatch: "*"))
                Assert.Equal(HttpStatusCode.OK, put.StatusCode);
            await host.RowAsync<int?>("update case_file set status = 'submitted' where id = @id", new { id = IntakeHost.Id(submitted) });
            using (var own = await ReadAsync(IntakeHost.Citizen, submitted, code))
                Assert.Equal(HttpStatusCode.OK, own.StatusCode);
            using (var clerk = await ReadAsync(People.Clerk, submitted, code))
                await Filing_a_case.ProblemAsync(clerk, 409, "scan-pending");
            using (var early = await host.TryAsync(People.Clerk, submitted, "receive"))
            {
                await Filing_a_case.ProblemAsync(early, 409, "scan-pending");
                Assert.NotNull(early.Headers.RetryAfter);
            }
            host.Scanner.IsThere = true;
            await host.ScannedAsync(content, Scan.Clean);
            using (var clerk = await ReadAsync(People.Clerk, submitted, code))
                Assert.Equal(HttpStatusCode.OK, clerk.StatusCode);
            await WaitUntilScannedAsync(submitted);
            await host.MoveAsync(People.Clerk, submitted, "receive");
        }
        finally
        {
            host.Scanner.IsThere = true;
        }
    }

    [Fact]
    public async Task what_the_scanner_cannot_read_is_said_after_three_tries_and_is_not_clean()
    {
        var content = Uploading.Pdf(400_000);
        host.Scanner.MostBytes = 300_000;
        try
        {
            using var client = host.As(IntakeHost.Citizen);
            await client.UploadedAsync(content);
            await host.ScannedAsync(content, Scan.Failed);
        }
        finally
        {
            host.Scanner.MostBytes = int.MaxValue;
        }
        Assert.Equal(3, await host.RowAsync<int>("select scan_tries from stored_file where sha256 = @sha256", new { sha256 = Uploading.Sha256(content) }));
        Assert.Equal("not-clean", Scan.Hides(Scan.Failed, owner: false, Required(true))!.Code);
        Assert.Null(Scan.Hides(Scan.Failed, owner: false, Required(false)));
        Assert.Null(Scan.Hides(Scan.Failed, owner: true, Required(true)));
    }

    [Fact]
    public async Task what_came_before_there_was_a_scanner_is_scanned_too_and_each_content_once()
    {
        var content = Uploading.Pdf();
        using var client = host.As(IntakeHost.Citizen);
        await client.UploadedAsync(content);
        await host.ScannedAsync(content, Scan.Clean);
        var scanned = host.Scanner.Scanned;
        await client.UploadedAsync(content[..^1].Append((byte)' ').ToArray());
        await host.RowAsync<int?>("update stored_file set scan = 'not-scanned' where sha256 = @sha256", new { sha256 = Uploading.Sha256(content) });
        await host.ScannedAsync(content, Scan.Clean);
        Assert.True(host.Scanner.Scanned >= scanned + 2);
    }

    [Fact]
    public async Task what_is_found_infected_after_acceptance_is_replaced_by_applicant_or_counter_and_approval_is_told()
    {
        var draft = await host.DraftAsync();
        var codes = draft.GetProperty("materials").EnumerateArray().Select(m => m.GetProperty("code").GetString()!).ToList();
        foreach (var material in codes)
            using (await host.PutAsync(IntakeHost.Citizen, draft, material, IntakeHost.Pdf($"{Guid.NewGuid()}")))
            {
            }
        await WaitUntilScannedAsync(draft);
        var received = await host.MoveAsync(People.Clerk, await host.MoveAsync(IntakeHost.Citizen, draft, "submit"), "receive");
        await host.MoveAsync(People.Clerk, received, "accept");
        using (var sound = await host.PutAsync(IntakeHost.Citizen, draft, codes[0], IntakeHost.Pdf($"{Guid.NewGuid()}"), ifMatch: "*"))
            await Filing_a_case.ProblemAsync(sound, 409, "case-state");
        await host.RowAsync<int?>("update stored_file set scan = 'infected' where sha256 in (select sha256 from case_material where case_id = @id and code = any(@infected)) returning 1", new { id = IntakeHost.Id(draft), infected = codes.Take(1).ToArray() });
        using (var blind = await host.PutAsync(IntakeHost.Citizen, draft, codes[0], IntakeHost.Pdf($"{Guid.NewGuid()}")))
            await Filing_a_case.ProblemAsync(blind, 428, "if-match-required");
        using (var stranger = await host.PutAsync(People.Stranger, draft, codes[0], IntakeHost.Pdf($"{Guid.NewGuid()}"), ifMatch: "*"))
            await Filing_a_case.ProblemAsync(stranger, 404, "not-found");
        var better = IntakeHost.Pdf($"{Guid.NewGuid()}");
        using (var put = await host.PutAsync(IntakeHost.Citizen, draft, codes[0], better, ifMatch: "*"))
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        var told = Assert.Single(await host.Published<DeferredSupplied>(), e => e.CaseId == IntakeHost.Id(draft));
        Assert.Equal(Uploading.Sha256(better), told.Materials.Single(m => m.Code == codes[0]).Sha256);
        Assert.Equal(1, await host.RowAsync<long>("select count(*) from timeline where case_id = @id and action = 'replace-infected'", new { id = IntakeHost.Id(draft) }));
        // Sound again, it takes no other.
        using (var more = await host.PutAsync(IntakeHost.Citizen, draft, codes[0], IntakeHost.Pdf($"{Guid.NewGuid()}"), ifMatch: "*"))
            await Filing_a_case.ProblemAsync(more, 409, "case-state");

        await host.RowAsync<int?>("update stored_file set scan = 'infected' where sha256 = (select sha256 from case_material where case_id = @id and code = @code) returning 1", new { id = IntakeHost.Id(draft), code = codes[1] });
        using var atCounter = await host.PutAsync(People.Clerk, draft, codes[1], IntakeHost.Pdf($"{Guid.NewGuid()}"), ifMatch: "*");
        Assert.Equal(HttpStatusCode.OK, atCounter.StatusCode);
        Assert.Equal(2, (await host.Published<DeferredSupplied>()).Count(e => e.CaseId == IntakeHost.Id(draft)));

        // And by what is on file from another case.
        var earlier = await host.ReceivedAsync();
        var sha256 = earlier.GetProperty("materials").EnumerateArray().Single(m => m.GetProperty("code").GetString() == codes[0]).GetProperty("sha256").GetString();
        await host.RowAsync<int?>("update stored_file set scan = 'infected' where sha256 = (select sha256 from case_material where case_id = @id and code = @code) returning 1", new { id = IntakeHost.Id(draft), code = codes[0] });
        await host.MoveAsync(IntakeHost.Citizen, draft, "on-file", new { materials = new[] { new { code = codes[0], reference = sha256, replaces = Uploading.Sha256(better) } } });
        Assert.Equal(sha256, (await host.Published<DeferredSupplied>()).Last(e => e.CaseId == IntakeHost.Id(draft)).Materials.Single(m => m.Code == codes[0]).Sha256);
    }

    [Fact]
    public void requiring_a_scanner_without_naming_one_is_refused_at_the_start()
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager { ["Gov:Scan:Required"] = "true" };
        Assert.Throws<InvalidOperationException>(() => FileSettings.From(configuration));
    }

    private static FileSettings Required(bool required) => new(1, 1, 1, 1, default, "clamd", required, default);

    private async Task WaitUntilScannedAsync(JsonElement file)
    {
        for (var attempt = 0; await host.RowAsync<long>("select count(*) from case_material m join stored_file s using (sha256) where m.case_id = @id and s.scan <> 'clean'", new { id = IntakeHost.Id(file) }) > 0; attempt++)
        {
            Assert.True(attempt < 600);
            await Task.Delay(50);
        }
    }

    private Task<HttpResponseMessage> ReadAsync(Caller reader, JsonElement file, string code)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/intake/v1/cases/{IntakeHost.Id(file)}/materials/{code}") { Headers = { { "Purpose", "test" } } };
        return host.As(reader).SendAsync(request);
    }

    private static string Code(JsonElement file) => file.GetProperty("materials")[0].GetProperty("code").GetString()!;

    private static JsonElement Material(JsonElement file, string code) => file.GetProperty("materials").EnumerateArray().Single(m => m.GetProperty("code").GetString() == code);
}
