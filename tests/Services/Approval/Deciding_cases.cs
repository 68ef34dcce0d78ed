using GovPlatform.Tests.Unit.Approval;
using static GovPlatform.Tests.Services.Approval.ApprovalHost;

namespace GovPlatform.Tests.Services.Approval;

public sealed class Deciding_cases(ApprovalHost host) : IClassFixture<ApprovalHost>
{
    private static readonly object Opinion = new { opinion = "同意", conditions = "每年报告一次" };
    private static readonly object Refusal = new { reason = "材料不实", legalBasis = "第三条", remedies = "六十日内申请复议" };

    private HttpClient Approver => host.As(People.Approver);

    [Fact]
    public async Task an_accepted_case_is_opened_once_and_told_of_once()
    {
        var told = AcceptedCases.Promised(host.Seal);
        await host.DeliverAsync(told);
        await host.DeliverAsync(told);
        var row = await host.RowAsync<(string, int, string)>("select status, version, department_code from approval where case_id = @CaseId", new { told.CaseId });
        Assert.Equal(("open", 1, People.Department), row);
        var started = Assert.Single(await host.Published<ApprovalStarted>(), e => e.CaseId == told.CaseId);
        Assert.Equal((1, People.Department), (started.Version, started.DepartmentCode));
        Assert.Equal(1, await host.RowAsync<int>("select count(*) from (select object_id from audit_pending union all select object_id from audit) a where object_id = @id", new { id = told.CaseId.ToString() }));
    }

    [Fact]
    public async Task granting_answers_writes_and_tells()
    {
        var id = await host.Claimed();
        var state = await ExpectAsync(Approver, id, "grant", 2, Opinion, 200);
        Assert.Equal(("granted", 3), (state.GetProperty("status").GetString(), state.GetProperty("version").GetInt32()));
        Assert.Equal(("granted", 3, "同意", People.Approver.Id), await host.RowAsync<(string, int, string, Guid)>("select status, version, opinion, decided_by from approval where case_id = @id", new { id }));
        var made = Assert.Single(await host.Published<DecisionMade>(), e => e.CaseId == id);
        Assert.Equal(("granted", "同意\n附带条件：每年报告一次", People.Approver.Id, 3), (made.Outcome, made.Opinion, made.DecidedBy, made.Version));
    }

    [Fact]
    public async Task a_denial_is_told_with_its_remedies()
    {
        var id = await host.Claimed();
        await ExpectAsync(Approver, id, "deny", 2, Refusal, 200);
        var made = Assert.Single(await host.Published<DecisionMade>(), e => e.CaseId == id);
        Assert.Equal("denied", made.Outcome);
        Assert.Contains("救济途径：六十日内申请复议", made.Opinion);
    }

    [Fact]
    public async Task a_denial_without_remedies_is_refused_with_a_pointer()
    {
        var problem = await ExpectAsync(Approver, await host.Claimed(), "deny", 2, new { reason = "材料不实", legalBasis = "第三条" }, 400);
        Assert.True(problem.GetProperty("errors").TryGetProperty("/remedies", out _), problem.ToString());
    }

    [Fact]
    public async Task granting_twice_is_refused_with_412_and_then_409()
    {
        var id = await host.Granted();
        await ExpectAsync(Approver, id, "grant", 2, Opinion, 412);
        var problem = await ExpectAsync(Approver, id, "grant", 3, Opinion, 409);
        Assert.Equal(("already-decided", "granted"), (problem.GetProperty("code").GetString(), problem.GetProperty("state").GetString()));
        Assert.Single(await host.Published<DecisionMade>(), e => e.CaseId == id);
    }

    [Fact]
    public async Task a_decision_names_the_version_it_has_seen()
    {
        var id = await host.Claimed();
        await ExpectAsync(Approver, id, "grant", null, Opinion, 428);
        await ExpectAsync(Approver, id, "grant", 1, Opinion, 412);
        await ExpectAsync(Approver, id, "release", 1, null, 412);
    }

    [Fact]
    public async Task of_two_approvers_who_claim_at_once_one_wins()
    {
        var id = await host.Open();
        var both = await Task.WhenAll(
            Approver.PostAsync(new Uri($"/api/approval/v1/approvals/{id}/claim", UriKind.Relative), null),
            host.As(People.SecondApprover).PostAsync(new Uri($"/api/approval/v1/approvals/{id}/claim", UriKind.Relative), null));
        Assert.Equal([200, 409], both.Select(answer => (int)answer.StatusCode).Order());
        Assert.Equal(2, await host.RowAsync<int>("select version from approval where case_id = @id", new { id }));
    }

    [Fact]
    public async Task the_second_claimer_is_told_the_state_and_the_first_may_ask_again()
    {
        var id = await host.Claimed();
        var problem = await ExpectAsync(host.As(People.SecondApprover), id, "claim", null, null, 409);
        Assert.Equal(("not-open", "claimed"), (problem.GetProperty("code").GetString(), problem.GetProperty("state").GetString()));
        var again = await ExpectAsync(Approver, id, "claim", null, null, 200);
        Assert.Equal(2, again.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task only_the_claimer_decides_and_a_released_case_is_free()
    {
        var id = await host.Claimed();
        var second = host.As(People.SecondApprover);
        var problem = await ExpectAsync(second, id, "grant", 2, Opinion, 409);
        Assert.Equal("claimed-by-another", problem.GetProperty("code").GetString());
        await ExpectAsync(Approver, id, "release", 2, null, 200);
        await ExpectAsync(second, id, "claim", null, null, 200);
        await ExpectAsync(second, id, "grant", 4, Opinion, 200);
    }

    [Fact]
    public async Task a_grant_whose_answer_was_lost_is_asked_for_again_with_its_key()
    {
        var id = await host.Claimed();
        var approver = Approver;
        approver.DefaultRequestHeaders.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        await ExpectAsync(approver, id, "grant", 2, Opinion, 200);
        var again = await ExpectAsync(approver, id, "grant", 2, Opinion, 200);
        Assert.Equal(3, again.GetProperty("version").GetInt32());
        Assert.Single(await host.Published<DecisionMade>(), e => e.CaseId == id);
    }

    [Fact]
    public async Task a_result_is_handed_over_once()
    {
        var id = await host.Granted();
        await ExpectAsync(host.As(People.SecondApprover), id, "hand-over", 3, null, 200);
        var told = Assert.Single(await host.Published<ResultHandedOver>(), e => e.CaseId == id);
        Assert.Equal((4, People.SecondApprover.Id), (told.Version, told.HandedOverBy));
        var problem = await ExpectAsync(Approver, id, "hand-over", 4, null, 409);
        Assert.Equal("already-handed-over", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task an_undecided_result_is_not_handed_over()
    {
        var problem = await ExpectAsync(Approver, await host.Claimed(), "hand-over", 2, null, 409);
        Assert.Equal("not-decided", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task another_department_does_not_know_of_the_case()
    {
        var id = await host.Claimed();
        var elsewhere = host.As(People.ApproverElsewhere);
        foreach (var (action, body) in new[] { ("claim", null), ("release", null), ("grant", Opinion), ("deny", Refusal), ("hand-over", null) })
            await ExpectAsync(elsewhere, id, action, 2, body, 404);
        await GetAsync(elsewhere, $"approvals/{id}", 404);
        await GetAsync(elsewhere, $"approvals/{id}/decision", 404);
    }

    [Fact]
    public async Task an_administrator_does_not_decide()
    {
        var id = await host.Claimed();
        foreach (var caller in new[] { People.Admin, People.Clerk, People.Supervisor, People.Citizen })
            await ExpectAsync(host.As(caller), id, "grant", 2, Opinion, 403);
    }

    [Fact]
    public async Task an_immediate_case_is_decided_and_handed_over_at_once()
    {
        var told = AcceptedCases.Immediate(host.Seal);
        await host.DeliverAsync(told);
        Assert.Equal(("handed-over", 3, "granted"), await host.RowAsync<(string, int, string)>("select status, version, outcome from approval where case_id = @CaseId", new { told.CaseId }));
        Assert.Equal(1, Assert.Single(await host.Published<ApprovalStarted>(), e => e.CaseId == told.CaseId).Version);
        var made = Assert.Single(await host.Published<DecisionMade>(), e => e.CaseId == told.CaseId);
        Assert.Equal(("granted", null, 2), (made.Outcome, made.DecidedBy, made.Version));
        Assert.Equal(3, Assert.Single(await host.Published<ResultHandedOver>(), e => e.CaseId == told.CaseId).Version);
        var decision = await GetAsync(Approver, $"approvals/{told.CaseId}/decision");
        Assert.True(decision.GetProperty("decidedByRules").GetBoolean());
        Assert.Equal(4, decision.GetProperty("rules").GetArrayLength());
    }

    [Fact]
    public async Task an_immediate_case_with_a_missing_material_waits_for_a_person_who_sees_why()
    {
        var whole = AcceptedCases.Immediate(host.Seal);
        var told = whole with { Materials = [whole.Materials[0], whole.Materials[1] with { Sha256 = null }] };
        await host.DeliverAsync(told);
        var view = await GetAsync(Approver, $"approvals/{told.CaseId}");
        Assert.Equal("open", view.GetProperty("status").GetString());
        var doubt = Assert.Single(view.GetProperty("rules").EnumerateArray(), rule => !rule.GetProperty("passed").GetBoolean());
        Assert.Contains("申请书", doubt.GetProperty("explanation").GetString());
        Assert.DoesNotContain(await host.Published<DecisionMade>(), e => e.CaseId == told.CaseId);
        await ExpectAsync(Approver, told.CaseId, "claim", null, null, 200);
        await ExpectAsync(Approver, told.CaseId, "grant", 2, Opinion, 200);
    }
}
