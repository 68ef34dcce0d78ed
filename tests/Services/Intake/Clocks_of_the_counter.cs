using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>What the counter owes in time, and what happens when nobody acts.</summary>
public sealed class Clocks_of_the_counter(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task nobody_answering_in_five_working_days_accepts_from_the_day_of_receipt_once()
    {
        var file = await host.SubmittedAsync();
        var received = ChinaTime.Date(host.Clock.GetUtcNow().UtcDateTime);
        host.Clock.Advance(TimeSpan.FromDays(15));
        var accepted = await UntilAsync(host, file, "accepted");
        Assert.Equal($"{received:yyyy-MM-dd}", accepted.GetProperty("acceptedOn").GetString());
        var told = Assert.Single(await host.Published<CaseAccepted>(), e => e.CaseId == IntakeHost.Id(file));
        Assert.True(told.Deemed);
        Assert.Single(await host.Published<IrregularityFound>(), e => e.CaseId == IntakeHost.Id(file) && e.Rule == "deemed-acceptance");
    }

    [Fact]
    public async Task an_applicant_who_stays_silent_is_reminded_and_then_the_case_lapses_and_can_be_filed_again()
    {
        var received = await host.ReceivedAsync();
        var asked = await host.MoveAsync(People.Clerk, received, "request-supplement", Everything(received));
        host.Clock.Advance(TimeSpan.FromDays(30));
        var lapsed = await UntilAsync(host, asked, "lapsed");
        Assert.Single(await host.Published<CaseLapsed>(), e => e.CaseId == IntakeHost.Id(file: asked));

        using var answer = await host.As(IntakeHost.Citizen).SendAsync(IntakeHost.Post($"/cases/{IntakeHost.Id(lapsed)}/refile", null));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var again = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((IntakeHost.Id(lapsed), "draft"), (again.GetProperty("refiledFrom").GetGuid(), again.GetProperty("status").GetString()));
        Assert.All(again.GetProperty("materials").EnumerateArray(), m => Assert.Equal("earlier", m.GetProperty("source").GetString()));
        // Everything is there already: it can be handed in as it is.
        await host.MoveAsync(IntakeHost.Citizen, again, "submit");
    }

    [Fact]
    public async Task a_second_notice_needs_a_supervisors_reason_and_is_reported()
    {
        var file = await host.SubmittedAsync();
        var returned = await host.MoveAsync(People.Clerk, file, "return", Everything(file));
        Assert.Equal("returned", returned.GetProperty("status").GetString());
        using var early = await host.TryAsync(IntakeHost.Citizen, returned, "resubmit");
        await Filing_a_case.ProblemAsync(early, 422, "still-requested");
        foreach (var material in returned.GetProperty("materials").EnumerateArray())
            Assert.True((await host.PutAsync(IntakeHost.Citizen, returned, material.GetProperty("code").GetString()!, IntakeHost.Pdf("again"), ifMatch: "*")).IsSuccessStatusCode);
        var again = await host.MoveAsync(IntakeHost.Citizen, await host.ReadAsync(IntakeHost.Citizen, returned), "resubmit");
        Assert.Equal((file.GetProperty("number").GetString(), 1), (again.GetProperty("number").GetString(), again.GetProperty("notices").GetInt32()));

        var received = await host.MoveAsync(People.Clerk, again, "receive");
        using var refused = await host.TryAsync(People.Clerk, received, "request-supplement", Everything(received));
        await Filing_a_case.ProblemAsync(refused, 409, "second-notice");
        await host.MoveAsync(People.Supervisor, received, "allow-second-notice", new { reason = "上级主管部门要求补充核实" });
        await host.MoveAsync(People.Clerk, received, "request-supplement", Everything(received));
        var reported = (await host.Published<IrregularityFound>()).Where(e => e.CaseId == IntakeHost.Id(file)).Select(e => (e.Rule, e.Refused));
        Assert.Equal([("second-notice", true), ("second-notice", false)], reported);
    }

    [Fact]
    public async Task what_is_not_on_the_list_is_refused_and_reported()
    {
        var received = await host.ReceivedAsync();
        using var answer = await host.TryAsync(People.Clerk, received, "request-supplement", new { materialCodes = new[] { "X" }, note = "再交一份" });
        await Filing_a_case.ProblemAsync(answer, 422, "not-on-the-list");
        Assert.Single(await host.Published<IrregularityFound>(), e => e.CaseId == IntakeHost.Id(received) && e is { Rule: "unlisted-material", Refused: true });
        Assert.Equal("received", (await host.ReadAsync(People.Clerk, received)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task the_counter_corrects_on_the_spot_and_puts_right_what_was_sent_back()
    {
        var corrected = await host.MoveAsync(People.Clerk, await host.ReceivedAsync(), "correct", new { form = host.Form, note = "店名写错" });
        var accepted = await host.MoveAsync(People.Clerk, corrected, "accept");
        var told = (await host.Published<CaseAccepted>()).Single(e => e.CaseId == IntakeHost.Id(accepted));
        await host.DeliverAsync(new ApprovalStarted(told.CaseId, told.CaseNumber, told.At, told.Matter.DepartmentCode, 1));
        await host.DeliverAsync(new CaseSentBack(told.CaseId, told.CaseNumber, told.At, "扫描件不清", 3));
        var back = await host.ReadAsync(People.Clerk, accepted);
        Assert.Equal("sent-back", back.GetProperty("status").GetString());
        var again = await host.MoveAsync(People.Clerk, back, "hand-in-again", new { note = "已重新扫描" });
        Assert.Equal("in-approval", again.GetProperty("status").GetString());
        Assert.Equal(3, Assert.Single(await host.Published<CaseHandedInAgain>(), e => e.CaseId == told.CaseId).AnswersVersion);
    }

    private static object Everything(JsonElement file) =>
        new { materialCodes = file.GetProperty("materials").EnumerateArray().Select(m => m.GetProperty("code").GetString()).ToArray(), note = "字迹不清，请重新提交" };

    internal static async Task<JsonElement> UntilAsync(IntakeHost host, JsonElement file, string status)
    {
        for (var attempt = 0; ; attempt++)
        {
            var now = await host.ReadAsync(People.Clerk, file);
            if (now.GetProperty("status").GetString() == status)
                return now;
            Assert.True(attempt < 400, $"it is still {now.GetProperty("status").GetString()}");
            await Task.Delay(100);
        }
    }
}
