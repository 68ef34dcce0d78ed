using GovPlatform.Tests.Unit.Approval;
using static GovPlatform.Tests.Services.Approval.ApprovalHost;

namespace GovPlatform.Tests.Services.Approval;

/// <summary>容缺: nothing is granted before what comes later is there.</summary>
public sealed class Waiting_for_materials(ApprovalHost host) : IClassFixture<ApprovalHost>
{
    [Fact]
    public async Task a_grant_waits_for_what_comes_later()
    {
        var told = Awaiting(AcceptedCases.Promised(host.Seal));
        await host.DeliverAsync(told);
        await ExpectAsync(host.As(People.Approver), told.CaseId, "claim", null, null, 200);
        var problem = await ExpectAsync(host.As(People.Approver), told.CaseId, "grant", 2, new { opinion = "同意" }, 409);
        Assert.Equal("materials-awaited", problem.GetProperty("code").GetString());
        var shown = await GetAsync(host.As(People.Approver), $"approvals/{told.CaseId}");
        Assert.Equal(("deferred", "2026-03-06"), (shown.GetProperty("mode").GetString(), shown.GetProperty("deferralDue").GetString()));

        await host.DeliverAsync(Supplied(told));
        await ExpectAsync(host.As(People.Approver), told.CaseId, "grant", 3, new { opinion = "同意" }, 200);
    }

    [Theory]
    [InlineData(8, 9, true)]
    [InlineData(9, 8, false)]
    [InlineData(9, 9, false)]
    [InlineData(0, 0, true)]
    [InlineData(9, 0, true)]
    public async Task materials_that_were_told_before_those_it_keeps_change_nothing(int first, int second, bool taken)
    {
        var told = AcceptedCases.Promised(host.Seal);
        await host.DeliverAsync(told);
        await host.DeliverAsync(Replaced(told, 'd', first));
        await host.DeliverAsync(Replaced(told, 'e', second));
        var kept = (await GetAsync(host.As(People.Approver), $"approvals/{told.CaseId}")).GetProperty("materials")[0].GetProperty("sha256").GetString();
        Assert.Equal(new string(taken ? 'e' : 'd', 64), kept);
    }

    [Fact]
    public async Task what_is_handed_in_again_brings_no_older_materials_back()
    {
        var told = AcceptedCases.Promised(host.Seal);
        await host.DeliverAsync(told);
        await ExpectAsync(host.As(People.Approver), told.CaseId, "claim", null, null, 200);
        await ExpectAsync(host.As(People.Approver), told.CaseId, "send-back", 2, new { reason = "请补正申请表" }, 200);
        await host.DeliverAsync(Replaced(told, 'e', 9));
        await host.DeliverAsync(new CaseHandedInAgain(told.CaseId, told.CaseNumber, told.At, "已补正", Replaced(told, 'd', 8).Materials, AnswersVersion: 3, Version: 8));
        var shown = await GetAsync(host.As(People.Approver), $"approvals/{told.CaseId}");
        Assert.Equal(("open", new string('e', 64)), (shown.GetProperty("status").GetString(), shown.GetProperty("materials")[0].GetProperty("sha256").GetString()));
    }

    [Fact]
    public async Task rules_wait_and_are_asked_again_when_it_is_there()
    {
        var told = Awaiting(AcceptedCases.Immediate(host.Seal));
        await host.DeliverAsync(told);
        Assert.Equal("open", await StatusAsync(told.CaseId));
        await host.DeliverAsync(Supplied(told));
        Assert.Equal("handed-over", await StatusAsync(told.CaseId));
        Assert.Equal("granted", Assert.Single(await host.Published<DecisionMade>(), e => e.CaseId == told.CaseId).Outcome);
    }

    [Fact]
    public async Task what_was_promised_falsely_is_denied_as_that()
    {
        var (ordinary, promised) = (AcceptedCases.Promised(host.Seal), AcceptedCases.Promised(host.Seal) with { Mode = "commitment" });
        var body = new { reason = "核查发现承诺不实", legalBasis = "第三条", remedies = "六十日内申请行政复议", commitmentFalse = true };
        foreach (var told in new[] { ordinary, promised })
        {
            await host.DeliverAsync(told);
            await ExpectAsync(host.As(People.Approver), told.CaseId, "claim", null, null, 200);
        }
        var problem = await ExpectAsync(host.As(People.Approver), ordinary.CaseId, "deny", 2, body, 422);
        Assert.Equal("no-commitment", problem.GetProperty("code").GetString());
        await ExpectAsync(host.As(People.Approver), promised.CaseId, "deny", 2, body, 200);
        Assert.True(Assert.Single(await host.Published<DecisionMade>(), e => e.CaseId == promised.CaseId).CommitmentFalse);
    }

    private Task<string?> StatusAsync(Guid id) => host.RowAsync<string>("select status from approval where case_id = @id", new { id });

    private static DeferredSupplied Replaced(CaseAccepted told, char digest, int version) =>
        new(told.CaseId, told.CaseNumber, told.At, [told.Materials[0] with { Sha256 = new string(digest, 64) }, .. told.Materials.Skip(1)], version);

    private static CaseAccepted Awaiting(CaseAccepted told) =>
        told with { Mode = "deferred", DeferralDue = new(2026, 3, 6), Materials = [.. told.Materials, new("m3", "培训证明", true, null, Deferred: true)] };

    private static DeferredSupplied Supplied(CaseAccepted told) =>
        new(told.CaseId, told.CaseNumber, told.At.AddHours(1), [.. told.Materials.Select(m => m with { Sha256 = m.Sha256 ?? new string('c', 64), Deferred = false })]);
}
