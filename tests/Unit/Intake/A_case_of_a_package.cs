using GovPlatform.Intake;

namespace GovPlatform.Tests.Unit.Intake;

/// <summary>What waits has no clock; a package is what its sub-cases are.</summary>
public sealed class A_case_of_a_package
{
    private static readonly DateTime Now = new(2026, 11, 20, 1, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void the_five_days_stand_until_the_last_step_before_is_done()
    {
        var received = Waiting("draft").Submit("n", Now)!.Receive("n", "r", Now)!;
        Assert.Null(received.ClockFrom);
        Assert.Null(received.Accept(new(), Now));
        var half = received.Release("fire", Now)!;
        Assert.Null(half.ClockFrom);
        Assert.Null(half.Release("fire", Now));
        var released = half.Release("licence", Now)!;
        Assert.Equal(Today, released.ClockFrom);
        Assert.Equal("accepted", (released with { Matter = new("c", 1, "事项", "2", "d", "局", 20, 5, null, null, null, false) }).Accept(new(), Now)?.Status);
    }

    [Theory]
    [InlineData("returned")]
    [InlineData("supplement-requested")]
    public void a_release_while_the_applicant_is_at_turn_begins_no_clock(string status) =>
        Assert.Null((Waiting(status) with { WaitsFor = ["licence"] }).Release("licence", Now)!.ClockFrom);

    [Fact]
    public void only_what_waits_falls_with_a_step_before() => Assert.Null((Waiting("received") with { WaitsFor = [] }).RefuseWaiting("x", Now));

    [Fact]
    public void a_draft_of_a_package_is_not_received_alone() =>
        Assert.Null((Waiting("draft") with { Channel = "counter", PackageId = Guid.NewGuid() }).Receive("n", "r", Now));

    [Theory]
    [InlineData("draft draft", "draft")]
    [InlineData("submitted pre-reviewed", "submitted")]
    [InlineData("submitted received", "in-progress")]
    [InlineData("closed+ received", "in-progress")]
    [InlineData("closed+ closed+", "granted")]
    [InlineData("closed+ closed-", "partly-granted")]
    [InlineData("closed+ refused", "partly-granted")]
    [InlineData("closed+ withdrawn", "partly-granted")]
    [InlineData("refused closed-", "not-granted")]
    [InlineData("withdrawn withdrawn", "withdrawn")]
    [InlineData("withdrawn lapsed", "not-granted")]
    public void its_status_follows_from_its_sub_cases(string parts, string status)
    {
        var cases = parts.Split(' ');
        Assert.Equal(status, PackageStatus.Of(
            [.. cases.Select(part => part.TrimEnd('+', '-'))],
            [.. cases.Select(part => part.StartsWith("closed", StringComparison.Ordinal) ? part[^1] == '+' ? "granted" : "denied" : null)]));
    }

    private static CaseFile Waiting(string status) => new() { Status = status, Version = 1, WaitsFor = ["licence", "fire"] };
}
