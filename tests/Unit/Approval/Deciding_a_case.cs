using GovPlatform.Approval;

namespace GovPlatform.Tests.Unit.Approval;

/// <summary>One test for each arrow of the diagram and each forbidden one.</summary>
public sealed class Deciding_a_case
{
    private static readonly Guid Me = Guid.CreateVersion7();
    private static readonly Guid Colleague = Guid.CreateVersion7();
    private static readonly DateTime Now = new(2026, 3, 3, 2, 0, 0, DateTimeKind.Utc);
    private static readonly IReadOnlyList<RuleOutcome> Sure = [new("a", true, "甲"), new("b", true, "乙")];

    private static ApprovalCase Open => ApprovalCase.Start(AcceptedCases.Promised(), "410497", Now).Item1;
    private static ApprovalCase Claimed => Open.Claim(Me, "me", Now)!;
    private static ApprovalCase Granted => Claimed.Grant(Me, "me", "同意", null, Now)!.Value.Item1;
    private static ApprovalCase Denied => Claimed.Deny(Me, "me", "不符", "第三条", "六十日内复议", Now)!.Value.Item1;
    private static ApprovalCase HandedOver => Granted.HandOver(Me, Now)!.Value.Item1;

    private static Dictionary<string, ApprovalCase> States => new() { ["open"] = Open, ["claimed"] = Claimed, ["granted"] = Granted, ["denied"] = Denied, ["handed-over"] = HandedOver };

    [Fact]
    public void other_content_for_what_was_infected_is_taken_once_and_what_is_awaited_keeps_its_day()
    {
        var told = AcceptedCases.Promised() with { Mode = "deferred", DeferralDue = new(2026, 3, 9), Materials = [new("a", "甲", true, "1"), new("b", "乙", true, null, Deferred: true)] };
        var open = ApprovalCase.Start(told, "410497", Now).Item1;
        var replaced = new DeferredSupplied(told.CaseId, told.CaseNumber, Now, [new("a", "甲", true, "2"), told.Materials[1]]);
        var taken = open.TakeSupplied(replaced)!;
        Assert.Equal(("2", open.DeferralDue), (taken.Materials[0].Sha256, taken.DeferralDue));
        var whole = replaced with { Materials = [replaced.Materials[0], new("b", "乙", true, "3")] };
        var supplied = taken.TakeSupplied(whole)!;
        Assert.Null(supplied.DeferralDue);
        Assert.Null(supplied.TakeSupplied(whole));
    }

    [Fact]
    public void an_accepted_case_is_open_in_version_1_and_keeps_its_due_days()
    {
        var told = AcceptedCases.Promised();
        var (open, started) = ApprovalCase.Start(told, "410497", Now);
        Assert.Equal(("open", 1, told.PromisedDue, told.StatutoryDue), (open.Status, open.Version, open.PromisedDue, open.StatutoryDue));
        Assert.Equal(new ApprovalStarted(told.CaseId, told.CaseNumber, Now, told.Matter.DepartmentCode, 1), started);
    }

    [Fact]
    public void an_open_case_is_claimed()
    {
        Assert.Equal(("claimed", 2, Me, "me", Now), (Claimed.Status, Claimed.Version, Claimed.ClaimedBy, Claimed.ClaimedByName, Claimed.ClaimedAt));
    }

    [Fact]
    public void a_claimed_case_is_released_to_everybody()
    {
        var released = Claimed.Release(Me)!;
        Assert.Equal(("open", 3, (Guid?)null), (released.Status, released.Version, released.ClaimedBy));
        Assert.NotNull(released.Claim(Colleague, "colleague", Now));
    }

    [Fact]
    public void a_claimed_case_is_granted_with_its_opinion_and_conditions()
    {
        var (granted, made) = Claimed.Grant(Me, "me", "同意", "每年报告一次", Now)!.Value;
        Assert.Equal(("granted", 3, "granted", Me), (granted.Status, granted.Version, granted.Outcome, granted.DecidedBy));
        Assert.Equal(("granted", "同意\n附带条件：每年报告一次", 3), (made.Outcome, made.Opinion, made.Version));
    }

    [Fact]
    public void a_denial_tells_reason_basis_and_remedies()
    {
        var (denied, made) = Claimed.Deny(Me, "me", "材料不实", "第三条", "六十日内复议", Now)!.Value;
        Assert.Equal(("denied", 3), (denied.Status, denied.Version));
        Assert.Equal(("denied", "材料不实\n法律依据：第三条\n救济途径：六十日内复议"), (made.Outcome, made.Opinion));
    }

    [Fact]
    public void rules_that_are_sure_grant_an_open_case_without_a_person()
    {
        var (granted, made) = Open.GrantByRules(Sure, Now)!.Value;
        Assert.Equal(("granted", 2, null), (granted.Status, granted.Version, granted.DecidedBy));
        Assert.Null(made.DecidedBy);
        Assert.Contains("1. 甲。2. 乙。", made.Opinion);
    }

    [Fact]
    public void a_rule_in_doubt_leaves_the_case_to_a_person() =>
        Assert.Null(Open.GrantByRules([.. Sure, new("c", false, "丙")], Now));

    [Theory]
    [InlineData("granted")]
    [InlineData("denied")]
    public void a_decided_case_is_handed_over(string status)
    {
        var (handedOver, told) = States[status].HandOver(Me, Now)!.Value;
        Assert.Equal(("handed-over", 4, status), (handedOver.Status, handedOver.Version, handedOver.Outcome));
        Assert.Equal((4, Me), (told.Version, told.HandedOverBy));
    }

    [Theory]
    [InlineData("claimed")]
    [InlineData("granted")]
    [InlineData("denied")]
    [InlineData("handed-over")]
    public void what_is_not_open_is_neither_claimed_nor_decided_by_rules(string status)
    {
        Assert.Null(States[status].Claim(Colleague, "colleague", Now));
        Assert.Null(States[status].GrantByRules(Sure, Now));
    }

    [Theory]
    [InlineData("open")]
    [InlineData("granted")]
    [InlineData("denied")]
    [InlineData("handed-over")]
    public void what_is_not_claimed_is_not_released_granted_or_denied(string status)
    {
        Assert.Null(States[status].Release(Me));
        Assert.Null(States[status].Grant(Me, "me", "同意", null, Now));
        Assert.Null(States[status].Deny(Me, "me", "不符", "第三条", "复议", Now));
    }

    [Fact]
    public void a_colleague_does_not_release_or_decide_what_I_have_claimed()
    {
        Assert.Null(Claimed.Release(Colleague));
        Assert.Null(Claimed.Grant(Colleague, "colleague", "同意", null, Now));
        Assert.Null(Claimed.Deny(Colleague, "colleague", "不符", "第三条", "复议", Now));
    }

    [Theory]
    [InlineData("open")]
    [InlineData("claimed")]
    [InlineData("handed-over")]
    public void what_is_not_decided_or_handed_over_already_is_not_handed_over(string status) =>
        Assert.Null(States[status].HandOver(Me, Now));
}
