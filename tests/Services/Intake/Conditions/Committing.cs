using System.Net;
using System.Text.Json;
using static GovPlatform.Tests.Services.Intake.Conditions.ConditionCases;

namespace GovPlatform.Tests.Services.Intake.Conditions;

/// <summary>告知承诺: told, signed, granted on it, checked afterwards.</summary>
public sealed class Committing(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task a_commitment_is_signed_before_it_is_handed_in_and_stands_for_its_materials()
    {
        var draft = await host.FiledAsync(IntakeHost.Citizen, Committable, "commitment");
        using var unsigned = await host.TryAsync(IntakeHost.Citizen, draft, "submit");
        await Filing_a_case.ProblemAsync(unsigned, 422, "commitment-not-signed");
        using var stranger = await host.TryAsync(People.Stranger, draft, "commitment", await host.SignatureAsync(draft));
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        using var clerk = await host.TryAsync(People.Clerk, draft, "commitment", await host.SignatureAsync(draft));
        Assert.Equal(HttpStatusCode.NotFound, clerk.StatusCode);
        Assert.Contains("公共场所卫生管理条例", (await host.LetterAsync(draft)).GetProperty("text").GetString());

        var told = await GrantedAsync(draft);
        Assert.Equal("commitment", told.Mode);
        Assert.Contains(told.Materials, m => m is { Required: false, Sha256: null } && m.Name.Contains("检测", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_false_commitment_is_revoked_told_recorded_and_excludes()
    {
        var draft = await host.FiledAsync(IntakeHost.Citizen, Committable, "commitment");
        var told = await GrantedAsync(draft);
        var approver = People.Approver with { Department = told.Matter.DepartmentCode };
        Assert.Contains(await ChecksAsync(approver), check => check.GetProperty("caseId").GetGuid() == told.CaseId);
        Assert.Contains(await ChecksAsync(People.Supervisor), check => check.GetProperty("caseId").GetGuid() == told.CaseId);
        Assert.DoesNotContain(await ChecksAsync(People.ApproverElsewhere), check => check.GetProperty("caseId").GetGuid() == told.CaseId);
        Assert.DoesNotContain(await ChecksAsync(People.Supervisor, "?overdue=true"), check => check.GetProperty("caseId").GetGuid() == told.CaseId);

        using var elsewhere = await FindAsync(People.ApproverElsewhere, draft, "false");
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        using var found = await FindAsync(approver, draft, "false");
        Assert.True(found.IsSuccessStatusCode, await found.Content.ReadAsStringAsync());
        using var twice = await FindAsync(approver, draft, "false");
        await Filing_a_case.ProblemAsync(twice, 409, "checked-already");
        Assert.Single(await host.Published<CommitmentFalse>(), e => e.CaseId == told.CaseId && e.Matter.LicenceType is not null);
        Assert.Single(await host.Published<IrregularityFound>(), e => e.CaseId == told.CaseId && e.Rule == "false-commitment");
        // The licence that was on its way changes nothing.
        await host.DeliverAsync(new CertificateIssued(told.CaseId, told.CaseNumber, told.At, Guid.CreateVersion7(), $"1.2.156.3005.2.{told.CaseId:N}", "WS1", "公共场所卫生许可证", told.Applicant.AccountId, "code"));
        Assert.Equal("revoked", (await host.ReadAsync(IntakeHost.Citizen, draft)).GetProperty("status").GetString());

        using var excluded = await host.FileAsync(IntakeHost.Citizen, Committable, "commitment");
        await Filing_a_case.ProblemAsync(excluded, 409, "breach-not-repaired");
        var breach = Assert.Single((await host.ItemsAsync(IntakeHost.Citizen, "/me/breaches")).EnumerateArray(), b => b.GetProperty("caseId").GetGuid() == told.CaseId);
        Assert.Equal("false-commitment", breach.GetProperty("kind").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await host.RepairAsync(breach.GetProperty("id").GetGuid())).StatusCode);
        using var allowed = await host.FileAsync(IntakeHost.Citizen, Committable, "commitment");
        Assert.Equal(HttpStatusCode.Created, allowed.StatusCode);
    }

    [Fact]
    public async Task a_commitment_found_false_before_the_grant_is_recorded_too()
    {
        var draft = await host.FiledAsync(IntakeHost.Citizen, Committable, "commitment");
        var told = await AcceptedAsync(draft);
        // The hand-over, which tells the decision too, is heard of first.
        await host.DeliverAsync(new ResultHandedOver(told.CaseId, told.CaseNumber, told.At, "denied", "承诺不实", People.Approver.Id, 3));
        await host.DeliverAsync(new DecisionMade(told.CaseId, told.CaseNumber, told.At, "denied", "承诺不实", People.Approver.Id, told.Matter, told.Applicant, 2, CommitmentFalse: true));
        var breach = Assert.Single((await host.ItemsAsync(IntakeHost.Citizen, "/me/breaches")).EnumerateArray(), b => b.GetProperty("caseId").GetGuid() == told.CaseId);
        Assert.Equal("false-commitment", breach.GetProperty("kind").GetString());
        Assert.Equal(People.Approver.Id, Assert.Single(await host.Published<IrregularityFound>(), e => e.CaseId == told.CaseId && e.Rule == "false-commitment").By);
        using var excluded = await host.FileAsync(IntakeHost.Citizen, Committable, "commitment");
        await Filing_a_case.ProblemAsync(excluded, 409, "breach-not-repaired");
        Assert.Equal(HttpStatusCode.NoContent, (await host.RepairAsync(breach.GetProperty("id").GetGuid())).StatusCode);
    }

    [Fact]
    public async Task a_commitment_that_is_kept_leaves_the_grant_and_is_listed_no_more()
    {
        var draft = await host.FiledAsync(IntakeHost.Citizen, Committable, "commitment");
        var told = await GrantedAsync(draft);
        var approver = People.Approver with { Department = told.Matter.DepartmentCode };
        using var found = await FindAsync(approver, draft, "kept");
        Assert.True(found.IsSuccessStatusCode, await found.Content.ReadAsStringAsync());
        Assert.Equal("granted", (await host.ReadAsync(IntakeHost.Citizen, draft)).GetProperty("status").GetString());
        Assert.DoesNotContain(await ChecksAsync(approver), check => check.GetProperty("caseId").GetGuid() == told.CaseId);
    }

    [Fact]
    public async Task a_matter_without_it_takes_no_commitment()
    {
        using var answer = await host.FileAsync(IntakeHost.Citizen, Deferrable, "commitment");
        await Filing_a_case.ProblemAsync(answer, 422, "commitment-not-allowed");
    }

    [Fact]
    public async Task at_the_counter_nothing_is_received_before_the_paper_is_signed_and_scanned()
    {
        var draft = await host.FiledAsync(People.Clerk, Committable, "commitment", IntakeHost.Citizen);
        using var unsigned = await host.TryAsync(People.Clerk, draft, "receive");
        await Filing_a_case.ProblemAsync(unsigned, 422, "commitment-not-signed");
        (await host.PutAsync(People.Clerk, draft, "letter-commitment", IntakeHost.Pdf("signed"))).EnsureSuccessStatusCode();
        var signed = await host.MoveAsync(People.Clerk, draft, "commitment", await host.SignatureAsync(draft));
        await host.MoveAsync(People.Clerk, signed, "receive");
    }

    /// <summary>Signs, files and accepts it, and has approval grant it.</summary>
    private async Task<CaseAccepted> GrantedAsync(JsonElement draft)
    {
        var told = await AcceptedAsync(draft);
        await host.DeliverAsync(new DecisionMade(told.CaseId, told.CaseNumber, told.At, "granted", "符合法定条件", People.Approver.Id, told.Matter, told.Applicant, 2));
        return told;
    }

    private async Task<CaseAccepted> AcceptedAsync(JsonElement draft)
    {
        var signed = await host.MoveAsync(IntakeHost.Citizen, draft, "commitment", await host.SignatureAsync(draft));
        var accepted = await host.MoveAsync(People.Clerk, await host.MoveAsync(People.Clerk, await host.MoveAsync(IntakeHost.Citizen, signed, "submit"), "receive"), "accept");
        return Assert.Single(await host.Published<CaseAccepted>(), e => e.CaseId == IntakeHost.Id(accepted));
    }

    private async Task<List<JsonElement>> ChecksAsync(Caller caller, string query = "") => [.. (await host.ItemsAsync(caller, $"/commitment-checks{query}")).EnumerateArray()];

    private async Task<HttpResponseMessage> FindAsync(Caller caller, JsonElement file, string result)
    {
        var request = IntakeHost.Post($"/commitment-checks/{IntakeHost.Id(file)}", new { result, finding = "现场核查空气质量检测情况" });
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{(await host.ReadAsync(IntakeHost.Citizen, file)).GetProperty("version").GetInt32()}\"");
        return await host.As(caller).SendAsync(request);
    }
}
