using System.Text.Json;

namespace GovPlatform.Ops;

/// <summary>The second half of a case: decision, licence, hand-out, rating.</summary>
internal sealed partial class DemoCase
{
    public Task ClaimAsync() => report.StepAsync("审批人员认领", "Approver of the department claims", async () =>
    {
        await PollAsync(() => Approver.GetAsync($"/api/approval/v1/approvals/{Id}", ct, null, 200, 404), answer => answer.Status == 200, "the department has not heard of the case");
        return State(await Approver.PostAsync($"/api/approval/v1/approvals/{Id}/claim", null, null, ct), "claimed");
    });

    public Task GrantAsync() => report.StepAsync("准予许可", "Approver reads and grants", async () =>
    {
        var approval = await Approver.GetAsync($"/api/approval/v1/approvals/{Id}", ct, "审查申请材料");
        return State(await Approver.PostAsync($"/api/approval/v1/approvals/{Id}/grant", new { opinion = "材料齐全，符合法定条件，准予许可。" }, approval.ETag, ct), "granted");
    });

    /// <summary>Nobody touches it: rules decide, the licence is issued, the result goes out by itself.</summary>
    public Task WaitUntilClosedAsync() => report.StepAsync("规则秒批并电子送达", "Rules decide; delivered by itself", async () =>
    {
        await WaitAsync(view => Text(view, "status") == "closed", "the case is not closed");
        var decision = await Approver.GetAsync($"/api/approval/v1/approvals/{Id}/decision", ct);
        if (!decision.Json.GetProperty("decidedByRules").GetBoolean())
            throw new SurpriseException($"somebody decided: {decision.Text}");
        return $"{Text(seen, "outcome")}, {Expect("closed")}";
    });

    public Task WaitForLicenceAsync() => report.StepAsync("制发电子证照", "Licence issued", async () =>
    {
        await WaitAsync(view => Text(view, "licenceId").Length > 0, "no licence is issued");
        return Text(seen, "licenceId");
    });

    public Task PrintLicenceAsync() => report.StepAsync("电子证照文件", "Licence as PDF", async () =>
    {
        var path = $"/api/certificates/v1/certificates/{Text(seen, "certificateId")}/pdf";
        return IsPdf(await PollAsync(() => citizen.GetAsync(path, ct, null, 200, 202), answer => answer.Status == 200, "the licence is not printed"));
    });

    /// <summary>As anybody would who is shown the licence: without a token.</summary>
    public Task VerifyLicenceAsync() => report.StepAsync("公开核验证照", "Anybody verifies the licence", async () =>
    {
        var licence = (await citizen.GetAsync($"/api/certificates/v1/certificates/{Text(seen, "certificateId")}", ct)).Json;
        var id = Uri.EscapeDataString(Text(licence, "licenceId"));
        await client.SendAsync(new(HttpMethod.Get, $"/api/certificates/v1/verify?id={id}&code=AAAA-AAAA-AAAA"), ct, 404);
        var verified = await client.SendAsync(new(HttpMethod.Get, $"/api/certificates/v1/verify?id={id}&code={Uri.EscapeDataString(Text(licence, "verificationCode"))}"), ct, 200);
        return Text(verified.Json, "status") == "valid"
            ? $"valid {Text(verified.Json, "licenceName")} {Text(verified.Json, "licenceNumber")}，{Text(verified.Json, "holder")}"
            : throw new SurpriseException($"the licence is not valid: {verified.Text}");
    });

    public Task HandOverAsync() => report.StepAsync("部门交接结果", "Department hands the result over", async () =>
    {
        var approval = await Approver.GetAsync($"/api/approval/v1/approvals/{Id}", ct);
        return State(await Approver.PostAsync($"/api/approval/v1/approvals/{Id}/hand-over", null, approval.ETag, ct), "handed-over");
    });

    public Task TakeInAsync() => report.StepAsync("窗口接收结果", "Clerk takes the result in", async () =>
    {
        await PollAsync(() => clerk.GetAsync($"/api/intake/v1/cases/{Id}", ct), answer => Text(answer.Json, "status") == "handed-over", "the counter has not heard of the hand-over");
        await RereadAsync(clerk);
        See(await clerk.PostAsync(Path("take-in"), null, tag, ct));
        return Expect("ready");
    });

    public Task DeliverAsync() => report.StepAsync("发放结果", "Clerk hands it out; closed", async () =>
    {
        See(await clerk.PostAsync(Path("deliver"), null, tag, ct));
        return Expect("closed");
    });

    public Task ReadTimelineAsync() => report.StepAsync("查看办理进度", "Applicant reads the timeline", async () =>
    {
        var steps = (await citizen.GetAsync(Path("timeline"), ct)).Json.EnumerateArray().Select(step => Text(step, "status")).Distinct();
        return string.Join(" → ", steps);
    });

    public Task RateAsync() => report.StepAsync("好差评", "Applicant rates the service", async () =>
    {
        JsonElement? invitation = null;
        await PollAsync(() => citizen.GetAsync("/api/evaluation/v1/invitations?limit=20", ct), Found, "no invitation to rate");
        await citizen.PostAsync($"/api/evaluation/v1/invitations/{Text(invitation!.Value, "id")}/rating", new { satisfaction = 5, text = "很方便", channel = "1", anonymous = false }, null, ct, 201);
        return "5 非常满意";

        bool Found(DemoAnswer page)
        {
            var mine = Items(page).Where(item => Text(item, "caseId") == Id).ToList();
            invitation = mine is [var one, ..] ? one : null;
            return invitation is not null;
        }
    });

    public Task WatchAsync() => report.StepAsync("电子监察", "Supervision: closed in time", async () =>
    {
        var answer = await PollAsync(
            () => people.Supervisor.GetAsync($"/api/supervision/v1/cases/{Id}", ct, null, 200, 404),
            found => found.Status == 200 && Text(found.Json, "status") == "closed" && Text(found.Json, "satisfaction") == "5", "supervision does not show the case closed and rated");
        return Text(answer.Json, "inTime") == "True" ? $"closed, 按时 in time（承诺 {Text(answer.Json, "promisedDue")}）" : throw new SurpriseException($"the case is not in time: {answer.Text}");
    });

    private async Task WaitAsync(Func<JsonElement, bool> done, string surprise) =>
        See(await PollAsync(() => citizen.GetAsync($"/api/intake/v1/cases/{Id}", ct), answer => done(answer.Json), surprise));

    private static string State(DemoAnswer answer, string status) =>
        Text(answer.Json, "status") == status ? status : throw new SurpriseException($"the approval is not {status}: {answer.Text}");
}
