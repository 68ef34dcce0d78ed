using System.Reflection;
using GovPlatform.Intake;

namespace GovPlatform.Tests.Unit.Intake;

/// <summary>Every state says what comes next, who has to act, and by which day.</summary>
public sealed class What_happens_next
{
    private static readonly WorkingDays Days = new();

    private static MatterRef Matter { get; } = new("11410400005456787G4000104002000", 1, "事项", "2", "11410400005456787G", "卫健委", 20, 5, null, null, null, false);

    public static IEnumerable<object[]> EveryState() =>
        typeof(CaseStatus).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => new[] { f.GetValue(null)! });

    [Theory, MemberData(nameof(EveryState))]
    public void every_state_has_its_next_step_in_both_languages(string status)
    {
        var file = Case(status);
        var (zh, en) = (Of(file), Of(file, english: true));
        Assert.Equal((zh.Next.Code, zh.Next.Actor, zh.Due), (en.Next.Code, en.Next.Actor, en.Due));
        Assert.EndsWith("。", zh.Next.Text);
        Assert.EndsWith(".", en.Next.Text);
        Assert.DoesNotContain("。", en.Next.Text);
        // What is to be collected lies at the counter.
        Assert.Equal(status == CaseStatus.Ready ? "counter" : zh.Next.Actor, zh.Holder.Kind);
    }

    [Theory]
    [InlineData("draft", "submit", "applicant", null, null)]
    [InlineData("submitted", "pre-review", "counter", "pre-review", "2026-11-24")]
    [InlineData("pre-reviewed", "receive", "counter", "answer", "2026-11-27")]
    [InlineData("received", "decide-acceptance", "counter", "answer", "2026-11-27")]
    [InlineData("returned", "resubmit", "applicant", "supplement", "2026-12-04")]
    [InlineData("supplement-requested", "supply", "applicant", "supplement", "2026-12-04")]
    [InlineData("accepted", "start", "department", "promised", "2026-11-30")]
    [InlineData("in-approval", "decide", "department", "promised", "2026-11-30")]
    [InlineData("sent-back", "put-right", "counter", "promised", "2026-11-30")]
    [InlineData("granted", "hand-over", "department", "promised", "2026-11-30")]
    [InlineData("handed-over", "take-in", "counter", null, null)]
    [InlineData("ready", "collect", "applicant", null, null)]
    [InlineData("closed", "rate", "applicant", null, null)]
    [InlineData("lapsed", "refile", "applicant", null, null)]
    [InlineData("revoked", "none", "nobody", null, null)]
    public void each_waits_for_somebody_until_its_clock_ends(string status, string code, string actor, string? clock, string? day)
    {
        var progress = Of(Case(status));
        Assert.Equal((code, actor, clock, day), (progress.Next.Code, progress.Next.Actor, progress.Due?.Clock, progress.Due is { } due ? $"{due.Day:yyyy-MM-dd}" : null));
    }

    [Fact]
    public void a_day_in_a_year_without_a_calendar_is_provisional()
    {
        var progress = Of(Case("in-approval") with { PromisedDue = new(2031, 1, 8) });
        Assert.True(progress.Due!.Provisional);
        Assert.Contains("暂定", progress.Next.Text);
        Assert.False(Of(Case("in-approval")).Due!.Provisional);
    }

    [Fact]
    public void the_department_has_it_by_name_and_an_end_asked_for_is_its_to_answer()
    {
        Assert.Equal(new CaseHolder("department", "卫健委", "11410400005456787G"), Of(Case("in-approval")).Holder);
        Assert.Equal("answer-end", Of(Case("in-approval") with { EndRequested = "withdrawn" }).Next.Code);
        Assert.Equal("issue-licence", Of(Case("handed-over") with { Outcome = "granted", Matter = Matter with { LicenceType = "x" } }).Next.Code);
        Assert.Equal(("receive", "counter"), (Of(Case("draft") with { Channel = "counter" }).Next.Code, Of(Case("draft") with { Channel = "counter" }).Next.Actor));
    }

    [Theory]
    [InlineData("submitted", "平澜县政务服务中心综合窗口")]
    [InlineData("received", "东镇便民服务中心")]
    [InlineData("sent-back", "东镇便民服务中心")]
    [InlineData("in-approval", "卫健委")]
    [InlineData("ready", "南村代办点")]
    [InlineData("delivered", "南村代办点")]
    public void the_desk_that_has_it_is_named(string status, string holder)
    {
        var (town, village) = (new HallRef(Guid.NewGuid(), "东镇便民服务中心", "township-hall", ""), new HallRef(Guid.NewGuid(), "南村代办点", "agent-point", ""));
        var file = Case(status) with { ReceivedDesk = status == "submitted" ? null : town, ResultDesk = status is "ready" or "delivered" ? village : null };
        Assert.Equal(holder, Of(file).Holder.Name);
        // On its way to another place it lies where it was taken in.
        if (status == "ready")
            Assert.Equal(("carry", holder), (Of(file with { DeliveryHall = town }).Next.Code, Of(file with { DeliveryHall = town }).Holder.Name));
    }

    private static CaseProgress Of(CaseFile file, bool english = false) => CaseProgress.Of(file, Days, "平澜县", english);

    private static CaseFile Case(string status) => new()
    {
        Status = status, Version = 3, Matter = Matter, SupplementDue = new(2026, 12, 4), PromisedDue = new(2026, 11, 30),
        ClockFrom = status is "submitted" or "pre-reviewed" or "received" ? new(2026, 11, 20) : null,
    };
}
