using System.Text.Json;
using GovPlatform.Ops;
using static GovPlatform.Tests.EndToEnd.CounterWalk;

namespace GovPlatform.Tests.EndToEnd;

/// <summary>The ways of a case through the counter, through the gateway of a platform as `./gov up` starts it. The clock of the platform only goes forward.</summary>
[Collection(PlatformCollection.Name)]
public sealed class Journeys_of_the_counter(Platform platform)
{
    [Fact]
    public async Task online_from_the_pre_review_to_the_licence()
    {
        using var walk = await BeginAsync(platform);
        var file = await walk.FileAsync(await walk.MatterAsync("食品经营许可"), walk.Citizen, "mobile");
        await MoveAsync(walk.Citizen, file, "submit");
        Assert.Equal("pre-reviewed", Text(await MoveAsync(walk.Clerk, file, "pre-review"), "status"));
        Assert.Matches("^SJ", Text(await MoveAsync(walk.Clerk, file, "receive"), "receiptNumber"));
        await MoveAsync(walk.Clerk, file, "accept");
        await walk.DecideAsync(file, grant: true);
        Assert.Equal("closed", Text(await walk.HandOutAsync(file), "status"));
    }

    [Theory]
    [InlineData("counter")]
    [InlineData("phone")]
    public async Task at_the_counter_and_on_the_phone_without_any_step_online(string channel)
    {
        using var walk = await BeginAsync(platform);
        var file = await walk.FileAsync(await walk.MatterAsync("公共场所卫生许可"), walk.Clerk, channel);
        Assert.Equal(channel, Text(await MoveAsync(walk.Clerk, file, "receive"), "channel"));
        await MoveAsync(walk.Clerk, file, "accept");
        await walk.DecideAsync(file, grant: false);
        Assert.Equal(("closed", "denied"), (Text(await walk.HandOutAsync(file), "status"), Text(await ReadAsync(walk.Citizen, file), "outcome")));
    }

    [Fact]
    public async Task a_supplement_is_asked_for_once_and_answered()
    {
        using var walk = await BeginAsync(platform);
        var file = await walk.FileAsync(await walk.MatterAsync("食品经营许可"), walk.Citizen);
        await MoveAsync(walk.Citizen, file, "submit");
        var received = await MoveAsync(walk.Clerk, file, "receive");
        await TryAsync(walk.Clerk, file, "request-supplement", new { materialCodes = new[] { "X" }, note = "再交一份" }, 422);
        var asked = await MoveAsync(walk.Clerk, file, "request-supplement", Everything(received));
        foreach (var material in asked.GetProperty("materials").EnumerateArray().Where(m => m.GetProperty("requested").GetBoolean()))
            await PutAsync(walk.Citizen, file, material, "*");
        await MoveAsync(walk.Citizen, file, "supply");
        await TryAsync(walk.Clerk, file, "request-supplement", Everything(received), 409);
        await MoveAsync(walk.Clerk, file, "accept");
        var told = await UntilAsync(() => walk.Supervisor.GetAsync("/api/supervision/v1/irregularities?limit=100", default),
            answer => answer.Json.GetProperty("items").EnumerateArray().Count(item => item.GetProperty("caseId").GetGuid() == Id(file)) == 2);
        Assert.Equal(["second-notice", "unlisted-material"], told.Json.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("caseId").GetGuid() == Id(file)).Select(item => Text(item, "rule")));
    }

    [Fact]
    public async Task deferred_materials_that_come_are_waited_for_and_then_it_is_granted()
    {
        using var walk = await BeginAsync(platform);
        var (file, late) = await DeferredAsync(walk);
        await walk.DecideAsync(file, grant: true, expected: 409);
        await PutAsync(walk.Citizen, file, late, null);
        var path = $"/api/approval/v1/approvals/{Id(file)}";
        await UntilAsync(() => walk.Approver(file).GetAsync(path, default), answer => Text(answer.Json, "deferralDue").Length == 0);
        await walk.DecideAsync(file, grant: true);
        Assert.Equal("closed", Text(await walk.HandOutAsync(file), "status"));
    }

    [Fact]
    public async Task deferred_materials_that_do_not_come_end_the_case_and_no_more_are_deferred()
    {
        using var walk = await BeginAsync(platform);
        var (file, _) = await DeferredAsync(walk);
        await walk.MoveClockAsync((await walk.TodayAsync()).AddDays(25));
        Assert.Equal("deferral-not-kept", Text(await walk.UntilStatusAsync(file, "ended"), "endedReason"));
        var (again, late) = await ReceivedWithoutAsync(walk);
        await TryAsync(walk.Clerk, again, "defer", new { materialCodes = new[] { Text(late, "code") } }, 409);
    }

    [Fact]
    public async Task a_false_commitment_revokes_what_was_granted_on_it()
    {
        using var walk = await BeginAsync(platform);
        var file = await walk.FileAsync(await walk.MatterAsync("公共场所卫生许可（新办）"), walk.Citizen, mode: "commitment");
        await TryAsync(walk.Citizen, file, "submit", null, 422);
        var letter = (await walk.Citizen.GetAsync($"/api/intake/v1/cases/{Id(file)}/letters", default)).Json[0];
        await MoveAsync(walk.Citizen, file, "commitment", new { digest = Text(letter, "digest") });
        await MoveAsync(walk.Citizen, file, "submit");
        await MoveAsync(walk.Clerk, file, "receive");
        await MoveAsync(walk.Clerk, file, "accept");
        await walk.DecideAsync(file, grant: true);
        var closed = await walk.HandOutAsync(file);
        var (approver, tag) = (walk.Approver(file), (await walk.Citizen.GetAsync($"/api/intake/v1/cases/{Id(file)}", default)).ETag);
        await approver.PostAsync($"/api/intake/v1/commitment-checks/{Id(file)}", new { result = "false", finding = "现场核查发现未按承诺配备消毒设施" }, tag, default);
        Assert.Equal("revoked", Text(await ReadAsync(walk.Citizen, file), "status"));
        await UntilAsync(() => walk.Citizen.GetAsync($"/api/certificates/v1/certificates/{Text(closed, "certificateId")}", default), answer => Text(answer.Json, "status") == "revoked");
    }

    [Fact]
    public async Task who_stays_silent_lets_the_application_lapse_and_files_it_again()
    {
        using var walk = await BeginAsync(platform);
        var file = await walk.FileAsync(await walk.MatterAsync("食品经营许可"), walk.Citizen);
        await MoveAsync(walk.Citizen, file, "submit");
        await MoveAsync(walk.Clerk, file, "return", Everything(file));
        await walk.MoveClockAsync((await walk.TodayAsync()).AddDays(30));
        await walk.UntilStatusAsync(file, "lapsed");
        var again = (await walk.Citizen.PostAsync($"/api/intake/v1/cases/{Id(file)}/refile", null, null, default, 201)).Json;
        Assert.Equal("submitted", Text(await MoveAsync(walk.Citizen, again, "submit"), "status"));
    }

    [Fact]
    public async Task nobody_answering_across_the_national_day_accepts_from_the_day_of_receipt()
    {
        using var walk = await BeginAsync(platform);
        // The last working day before the holiday, of this year or the next.
        var today = await walk.TodayAsync();
        var eve = new DateOnly(today < new DateOnly(today.Year, 9, 30) ? today.Year : today.Year + 1, 9, 30);
        await walk.MoveClockAsync(eve);
        var file = await walk.FileAsync(await walk.MatterAsync("食品经营许可"), walk.Citizen);
        var submitted = await MoveAsync(walk.Citizen, file, "submit");
        var respondBy = submitted.GetProperty("respondBy").Deserialize<DateOnly>();
        Assert.True(respondBy > eve.AddDays(7), $"{respondBy} leaves the holiday out");
        await walk.MoveClockAsync(respondBy);
        await Task.Delay(TimeSpan.FromSeconds(7));
        Assert.Equal("submitted", Text(await ReadAsync(walk.Citizen, file), "status"));
        await walk.MoveClockAsync(respondBy.AddDays(1));
        Assert.Equal($"{eve:yyyy-MM-dd}", Text(await walk.UntilStatusAsync(file, "in-approval"), "acceptedOn"));
    }

    [Fact]
    public async Task a_package_of_five_departments_with_one_refusal_is_closed_once_and_explained()
    {
        using var walk = await BeginAsync(platform);
        const string Answers = "form=a,agent=b,place=b,food=b,tobacco=a,fire=b,sign=a";
        var plan = await walk.GetAsync($"/api/matters/v1/packages/open-convenience-store/plan?answers={Answers}");
        var package = (await walk.Citizen.PostAsync("/api/intake/v1/packages", new
        {
            packageCode = "open-convenience-store", answers = Answers, form = FilledForm.Of(plan.GetProperty("form").GetProperty("schema")),
        }, null, default, 201)).Json;
        var path = $"/api/intake/v1/packages/{Id(package)}";
        foreach (var material in package.GetProperty("materials").EnumerateArray().Where(m => Text(m, "fromStep").Length == 0))
            await walk.Citizen.PutAsync($"{path}/materials/{Text(material, "code")}", DemoFiles.Pdf($"{Guid.NewGuid()}"), "application/pdf", null, default);
        await walk.Citizen.PostAsync($"{path}/submit", null, (await walk.Citizen.GetAsync(path, default)).ETag, default);
        await walk.Clerk.PostAsync($"{path}/receive", null, (await walk.Clerk.GetAsync(path, default)).ETag, default);
        await UntilAsync(() => WorkAsync(walk, path), answer => answer.Json.GetProperty("closedAt").ValueKind == JsonValueKind.String);

        var closed = (await walk.Citizen.GetAsync(path, default)).Json;
        Assert.Equal(("partly-granted", 5), (Text(closed, "status"), closed.GetProperty("cases").EnumerateArray().Select(part => Text(part, "departmentName")).Distinct().Count()));
        Assert.Contains(closed.GetProperty("explanation").EnumerateArray(), text => text.GetString()!.Contains("不予受理", StringComparison.Ordinal) && text.GetString()!.Contains("行政复议", StringComparison.Ordinal));
    }

    /// <summary>One round of counter and departments over the sub-cases: the tobacco licence is refused, everything else goes its way.</summary>
    private static async Task<DemoAnswer> WorkAsync(CounterWalk walk, string path)
    {
        foreach (var part in (await walk.Clerk.GetAsync(path, default)).Json.GetProperty("cases").EnumerateArray().Where(part => !part.GetProperty("mayStartBefore").GetBoolean()))
        {
            var file = await ReadAsync(walk.Clerk, part);
            switch (Text(file, "status"))
            {
                case "received" when Text(part, "step") == "tobacco":
                    await MoveAsync(walk.Clerk, file, "refuse", new { code = "not-entitled", reason = "经营场所不符合合理布局规划" });
                    break;
                case "received":
                    await MoveAsync(walk.Clerk, file, "accept");
                    break;
                // What rules decide goes by itself.
                case "in-approval" when !file.GetProperty("matter").GetProperty("autoDecide").GetBoolean():
                    await walk.DecideAsync(file, grant: true);
                    break;
                case "granted" when !file.GetProperty("matter").GetProperty("autoDecide").GetBoolean():
                    await walk.HandOutAsync(file);
                    break;
                case "handed-over" when Text(file, "licenceId").Length > 0 || Text(file.GetProperty("matter"), "licenceType").Length == 0:
                    await MoveAsync(walk.Clerk, file, "take-in");
                    await MoveAsync(walk.Clerk, file, "deliver");
                    break;
                default:
                    break;
            }
        }
        return await walk.Citizen.GetAsync(path, default);
    }

    private static async Task<(JsonElement File, JsonElement Late)> DeferredAsync(CounterWalk walk)
    {
        var (file, late) = await ReceivedWithoutAsync(walk);
        await TryAsync(walk.Clerk, file, "accept", null, 422);
        await MoveAsync(walk.Clerk, file, "defer", new { materialCodes = new[] { Text(late, "code") } });
        var letter = (await walk.Citizen.GetAsync($"/api/intake/v1/cases/{Id(file)}/letters", default)).Json[0];
        await MoveAsync(walk.Citizen, file, "defer/sign", new { digest = Text(letter, "digest") });
        var accepted = await MoveAsync(walk.Clerk, file, "accept");
        Assert.Equal("deferred", Text(accepted, "mode"));
        return (accepted, late);
    }

    /// <summary>Received at the counter with everything but what may come later.</summary>
    private static async Task<(JsonElement File, JsonElement Late)> ReceivedWithoutAsync(CounterWalk walk)
    {
        var file = await walk.FileAsync(await walk.MatterAsync("食品经营许可"), walk.Clerk, "counter", without: m => Text(m, "requirement") == "3");
        await MoveAsync(walk.Clerk, file, "receive");
        return (file, file.GetProperty("materials").EnumerateArray().First(m => Text(m, "requirement") == "3"));
    }
}
