using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>A package from the counter to its one closing: what waits, what is released, what falls with what it waited for.</summary>
public sealed class Following_a_package(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task the_licence_that_comes_first_releases_what_waited_and_stands_for_the_paper()
    {
        var package = await ReceivedAsync("electronic");
        var results = await AcceptAsync(package);
        Assert.Equal(["sole"], results.Where(result => result.GetProperty("done").GetBoolean()).Select(result => result.GetProperty("step").GetString()!));
        Assert.All(results.Where(result => !result.GetProperty("done").GetBoolean()), result => Assert.Equal("waits-for", result.GetProperty("code").GetString()));

        host.Clock.Advance(TimeSpan.FromDays(1));
        var today = $"{host.Clock.Now.AddHours(8):yyyy-MM-dd}";
        await host.DecidedAsync(package, "sole", "granted");
        package = await host.UntilAsync(package, seen => seen.Part("tax").GetProperty("waitsFor").GetArrayLength() == 0 && seen.Part("food").GetProperty("waitsFor").GetArrayLength() == 0);
        Assert.All(PackageSteps.Items.Skip(1), step => Assert.False(package.Part(step).GetProperty("mayStartBefore").GetBoolean()));
        Assert.Equal([today], await host.RowsAsync<string>("select distinct clock_from::text from case_file where package_id = @id and package_item <> 'sole'", new { id = IntakeHost.Id(package) }));
        var made = package.GetProperty("materials").EnumerateArray().First(m => m.GetProperty("fromStep").GetString() == "sole");
        Assert.True(made.GetProperty("isThere").GetBoolean());
        Assert.Equal(["licence"], await host.RowsAsync<string>("select distinct m.source from case_material m join case_file f on f.id = m.case_id where f.package_id = @id and m.from_item = 'sole'", new { id = IntakeHost.Id(package) }));
        Assert.Equal(5, (await host.Published<CaseAnnounced>()).Count(e => e.PackageId == IntakeHost.Id(package) && e.Status == "released"));

        Assert.All(await AcceptAsync(package, skip: "sole"), result => Assert.True(result.GetProperty("done").GetBoolean(), $"{result}"));
        var accepted = (await host.Published<CaseAccepted>()).Single(e => e.CaseId == package.PartId("food"));
        Assert.Contains(accepted.Materials, material => material.Reference is not null && material.Sha256 is null);
        foreach (var step in PackageSteps.Items.Skip(1))
            await host.DecidedAsync(package, step, "granted");
        package = await host.UntilAsync(package, seen => seen.GetProperty("closedAt").ValueKind != JsonValueKind.Null);
        Assert.Equal("granted", package.GetProperty("status").GetString());
        var told = (await host.Published<PackageFinished>()).Single(e => e.PackageId == IntakeHost.Id(package));
        Assert.Equal((6, 0), (told.Granted.Count, told.NotGranted.Count));
    }

    [Fact]
    public async Task one_refusal_leaves_the_others_and_the_closing_explains_it()
    {
        var package = await ReceivedAsync("electronic");
        await host.PartStepAsync(package, "tobacco", "refuse", new { code = "not-entitled", reason = "未满十八周岁" });
        await AcceptAsync(package);
        await host.DecidedAsync(package, "sole", "granted");
        package = await host.UntilAsync(package, seen => seen.Part("tax").GetProperty("waitsFor").GetArrayLength() == 0);
        await AcceptAsync(package);
        foreach (var step in PackageSteps.Items.Where(step => step is not ("sole" or "tobacco")))
            await host.DecidedAsync(package, step, step == "sign" ? "denied" : "granted");
        package = await host.UntilAsync(package, seen => seen.GetProperty("closedAt").ValueKind != JsonValueKind.Null);
        Assert.Equal("partly-granted", package.GetProperty("status").GetString());
        var why = package.GetProperty("explanation").EnumerateArray().Select(text => text.GetString()!).ToList();
        Assert.Equal(2, why.Count);
        Assert.Contains(why, text => text.Contains("未满十八周岁", StringComparison.Ordinal) && text.Contains("行政复议", StringComparison.Ordinal));
        Assert.Contains(why, text => text.Contains("不予批准", StringComparison.Ordinal));
        var told = (await host.Published<PackageFinished>()).Single(e => e.PackageId == IntakeHost.Id(package));
        Assert.Equal((4, 2), (told.Granted.Count, told.NotGranted.Count));
    }

    [Fact]
    public async Task what_waited_for_a_step_that_fails_is_refused_with_it_named()
    {
        var package = await ReceivedAsync();
        await AcceptAsync(package);
        await host.DecidedAsync(package, "sole", "denied");
        package = await host.UntilAsync(package, seen => seen.Part("tax").GetProperty("status").GetString() == "refused" && seen.Part("food").GetProperty("status").GetString() == "refused");
        foreach (var step in PackageSteps.Items.Skip(1))
        {
            var part = await host.ReadAsync(IntakeHost.Citizen, package.Part(step));
            Assert.Equal("prerequisite-failed", part.GetProperty("refusalCode").GetString());
            Assert.Equal(1, await host.RowAsync<long>("select count(*) from issued_document where case_id = @Id and kind = 'refusal'", new { Id = IntakeHost.Id(part) }));
            Assert.Contains($"“{package.Part("sole").GetProperty("matterName").GetString()}”", part.GetProperty("refusal").GetString()!);
            Assert.Contains("行政复议", part.GetProperty("refusal").GetString()!);
        }
        for (var attempt = 0; attempt < 50 && (await host.Published<CaseAnnounced>()).Count(e => e.PackageId == IntakeHost.Id(package) && e.Status == "ended") < 5; attempt++)
            await Task.Delay(100);
        Assert.Equal(5, (await host.Published<CaseAnnounced>()).Count(e => e.PackageId == IntakeHost.Id(package) && e.Status == "ended"));
        // The denial is still to be handed out: until then the package is open.
        Assert.Equal("in-progress", package.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, package.GetProperty("closedAt").ValueKind);
    }

    [Fact]
    public async Task the_licence_may_be_told_before_and_after_the_decision_and_releases_once()
    {
        var package = await ReceivedAsync();
        await AcceptAsync(package);
        var told = (await host.Published<CaseAccepted>()).Single(e => e.CaseId == package.PartId("sole"));
        await host.DeliverAsync(new ResultHandedOver(told.CaseId, told.CaseNumber, told.At, "granted", "依据", null, 3));
        await Task.Delay(1500);
        Assert.Equal(1, (await host.PackageAsync(package)).Part("food").GetProperty("waitsFor").GetArrayLength());
        await host.DeliverAsync(new CertificateIssued(told.CaseId, told.CaseNumber, told.At, Guid.CreateVersion7(), $"1.2.156.3005.2.{told.CaseId:N}", "Z1", "营业执照", told.Applicant.AccountId, "code"));
        await host.UntilAsync(package, seen => seen.Part("food").GetProperty("waitsFor").GetArrayLength() == 0);
        await host.DeliverAsync(new DecisionMade(told.CaseId, told.CaseNumber, told.At, "granted", "依据", null, told.Matter, told.Applicant, 2));
        await Task.Delay(1500);
        Assert.Equal(1, await host.RowAsync<long>("select count(*) from timeline where case_id = @id and action = 'release'", new { id = package.PartId("food") }));
    }

    [Fact]
    public async Task nobody_is_deemed_accepted_while_it_waits()
    {
        var package = await host.SubmittedPackageAsync();
        await host.PartStepAsync(package, "food", "pre-review");
        Assert.Null((await host.Published<CasePreReviewed>()).Single(e => e.CaseId == package.PartId("food")).RespondBy);
        host.Clock.Advance(TimeSpan.FromDays(30));
        package = await host.UntilAsync(package, seen => seen.Part("sole").GetProperty("status").GetString() == "accepted");
        Assert.Equal("pre-reviewed", package.Part("food").GetProperty("status").GetString());
        Assert.True(package.Part("food").GetProperty("mayStartBefore").GetBoolean());
    }

    [Fact]
    public async Task of_two_clerks_at_once_one_receives()
    {
        var package = await host.SubmittedPackageAsync();
        var answers = await Task.WhenAll(host.TryPackageAsync(package, "receive", by: People.Clerk), host.TryPackageAsync(package, "receive", by: People.SecondClerk));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], answers.Select(answer => answer.StatusCode).Order());
        Assert.Equal(6, (await host.Published<CaseReceived>()).Count(e => PackageSteps.Items.Any(step => package.PartId(step) == e.CaseId)));
    }

    [Fact]
    public async Task it_is_not_submitted_with_infected_content()
    {
        var package = await host.CompletePackageAsync();
        await host.RowAsync<int?>("""
            update stored_file set scan = 'infected'
            where sha256 = (select m.sha256 from case_material m join case_file f on f.id = m.case_id where f.package_id = @id and m.sha256 is not null limit 1)
            returning 1
            """, new { id = IntakeHost.Id(package) });
        using var refused = await host.TryPackageAsync(await host.PackageAsync(package), "submit");
        await Filing_a_case.ProblemAsync(refused, 422, "infected");
        // The same content is in the packages of other tests.
        await host.RowAsync<int?>("update stored_file set scan = 'not-scanned' where scan = 'infected' returning 1");
    }

    [Fact]
    public async Task withdrawing_takes_all_of_it_back()
    {
        var package = await host.PackageStepAsync(await host.SubmittedPackageAsync(), "withdraw");
        Assert.Equal("withdrawn", package.GetProperty("status").GetString());
        Assert.Equal(6, (await host.Published<CaseWithdrawn>()).Count(e => PackageSteps.Items.Any(step => package.PartId(step) == e.CaseId)));
        Assert.Equal(6, await host.RowAsync<long>("select count(*) from issued_document d join case_file f on f.id = d.case_id where f.package_id = @id and d.kind = 'withdrawal'", new { id = IntakeHost.Id(package) }));
        await host.UntilAsync(package, seen => seen.GetProperty("closedAt").ValueKind != JsonValueKind.Null);
        using var twice = await host.TryPackageAsync(await host.PackageAsync(package), "withdraw");
        await Filing_a_case.ProblemAsync(twice, 409, "package-state");
    }

    [Fact]
    public async Task the_applicant_follows_one_timeline_and_a_stranger_finds_nothing()
    {
        var package = await ReceivedAsync();
        var path = $"/api/intake/v1/packages/{IntakeHost.Id(package)}";
        var timeline = await host.As(IntakeHost.Citizen).GetFromJsonAsync<JsonElement>(new Uri($"{path}/timeline", UriKind.Relative));
        Assert.Equal(18, timeline.GetArrayLength());
        Assert.Equal(timeline.EnumerateArray().Select(step => step.GetProperty("at").GetString()).Order(StringComparer.Ordinal), timeline.EnumerateArray().Select(step => step.GetProperty("at").GetString()));
        var mine = await host.As(IntakeHost.Citizen).GetFromJsonAsync<JsonElement>(new Uri("/api/intake/v1/packages?limit=100", UriKind.Relative));
        var line = mine.GetProperty("items").EnumerateArray().Single(item => IntakeHost.Id(item) == IntakeHost.Id(package));
        Assert.Equal(("in-progress", 6), (line.GetProperty("status").GetString(), line.GetProperty("cases").GetInt32()));
        foreach (var door in new[] { path, $"{path}/timeline" })
            Assert.Equal(HttpStatusCode.NotFound, (await host.As(People.Stranger).GetAsync(new Uri(door, UriKind.Relative))).StatusCode);
        var clerk = await host.PackageAsync(package, People.Clerk);
        Assert.Equal(JsonValueKind.Null, clerk.GetProperty("form").ValueKind);
        Assert.Contains("*", clerk.GetProperty("applicant").GetProperty("name").GetString());
    }

    [Fact]
    public async Task the_department_that_leads_sees_what_is_late_and_urges_it_on()
    {
        var package = await ReceivedAsync();
        await AcceptAsync(package);
        var leader = People.Approver with { Department = package.GetProperty("leadDepartment").GetString() };
        var other = People.Approver with { Department = People.OtherDepartment };
        host.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Contains(IntakeHost.Id(package), (await LeadAsync(leader)).Select(line => IntakeHost.Id(line)));
        Assert.Equal("sole", (await LeadAsync(leader)).Single(line => IntakeHost.Id(line) == IntakeHost.Id(package)).GetProperty("late")[0].GetProperty("step").GetString());
        Assert.Empty(await LeadAsync(other));
        var body = new { caseId = package.PartId("sole"), note = "请尽快办理" };
        using var stranger = await host.TryPackageAsync(await host.PackageAsync(package), "urge", body, other);
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        await host.PackageStepAsync(package, "urge", body, leader);
        Assert.Equal("urged", (await host.Published<IrregularityFound>()).Single(e => e.CaseId == package.PartId("sole")).Rule);
        Assert.Equal("请尽快办理", await host.RowAsync<string>("select note from timeline where case_id = @id and action = 'urge'", new { id = package.PartId("sole") }));
    }

    [Fact]
    public async Task a_step_outside_approval_is_marked_once()
    {
        var package = await ReceivedAsync();
        for (var time = 0; time < 2; time++)
            package = await host.PackageStepAsync(package, "outside/seal/done");
        Assert.Equal(1, package.GetProperty("outsideSteps").EnumerateArray().Count(step => step.GetProperty("done").GetBoolean()));
        using var none = await host.TryPackageAsync(package, "outside/sole/done");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task the_lists_read_their_indexes()
    {
        const string load = """
            insert into package_file (id, region, number, code, name, version, channel, delivery, account_id, applicant, answers, form_sealed, plan, lead_department, departments, created_at, updated_at, submitted_at)
            select gen_random_uuid(), '410497', 'n' || n, 'c', 'n', 1, 'web', 'counter', md5((n % 500)::text)::uuid, '{}', '', '', '{}', 'd' || n % 500, '{}', now(), now(), now()
            from generate_series(1, 20000) n
            """;
        var args = new { me = Guid.NewGuid(), department = "d7", last = Guid.AllBitsSet, limit = 21, today = new DateOnly(2026, 3, 2), cutOff = new DateOnly(2026, 2, 2) };
        await Plans.ReadsIndexAsync(host.Database, "package_file", load, GovPlatform.Intake.ListPackages.MineSql, args, "package_file_account", inOrder: false);
        await Plans.ReadsIndexAsync(host.Database, "package_file", load, GovPlatform.Intake.ListPackages.LeadSql, args with { last = Guid.Empty }, "package_file_lead", inOrder: false);
    }

    private async Task<List<JsonElement>> LeadAsync(Caller approver) =>
        [.. (await host.As(approver).GetFromJsonAsync<JsonElement>(new Uri("/api/intake/v1/packages/lead?limit=100", UriKind.Relative))).GetProperty("items").EnumerateArray()];

    private async Task<JsonElement> ReceivedAsync(string delivery = "counter")
    {
        var package = await host.SubmittedPackageAsync(delivery);
        var results = await host.PackageStepAsync(package, "receive", by: People.Clerk);
        Assert.All(results.EnumerateArray(), result => Assert.True(result.GetProperty("done").GetBoolean(), $"{result}"));
        return await host.PackageAsync(package);
    }

    private async Task<List<JsonElement>> AcceptAsync(JsonElement package, string? skip = null) =>
        [.. (await host.PackageStepAsync(package, "accept", by: People.Clerk)).EnumerateArray().Where(result => result.GetProperty("step").GetString() != skip)];
}
