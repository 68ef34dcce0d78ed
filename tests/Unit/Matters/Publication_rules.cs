using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>What must agree before a matter is published.</summary>
public sealed class Publication_rules
{
    private static readonly MatterContent Immediate = Examples.Content() with { HandlingType = "1", PromisedDays = 1 };

    [Fact]
    public void a_matter_in_order_has_no_findings() => Assert.Empty(PublicationRules.Check(Examples.Content()));

    public static IEnumerable<object[]> Broken => Breaks.Keys.Select(rule => new object[] { rule.Rule, rule.Pointer });

    [Theory]
    [MemberData(nameof(Broken))]
    public void a_broken_rule_is_named_with_its_place_and_refuses_publication(string rule, string pointer)
    {
        var finding = Assert.Single(PublicationRules.Check(Breaks[(rule, pointer)](Examples.Content())), finding => finding.Code == rule);
        Assert.Equal((pointer, Finding.Error, true), (finding.Pointer, finding.Severity, finding.Blocks));
    }

    // At most three working days lie in five natural ones that begin on a Friday; a promise in natural days may take as many working days.
    [Theory]
    [InlineData(8, "1", 20, "1", true)]
    [InlineData(21, "1", 20, "1", false)]
    [InlineData(1, "1", 1, "2", true)]
    [InlineData(3, "1", 5, "2", true)]
    [InlineData(4, "1", 5, "2", false)]
    [InlineData(5, "1", 7, "2", true)]
    [InlineData(6, "1", 7, "2", false)]
    [InlineData(20, "1", 30, "2", true)]
    [InlineData(5, "2", 5, "1", true)]
    [InlineData(6, "2", 5, "1", false)]
    [InlineData(3, "3", 1, "1", true)]
    [InlineData(3, "3", 1, "2", true)]
    [InlineData(9, "3", 1, "1", false)]
    [InlineData(3, "3", 2, "3", false)]
    [InlineData(4, "3", 8, "3", true)]
    [InlineData(24, "3", 24, "3", false)]
    [InlineData(1, "1", 24, "3", true)]
    [InlineData(1, "1", 23, "3", false)]
    [InlineData(0, "2", 1, "3", true)]
    public void limits_in_different_units_are_compared_conservatively(int promised, string unit, int statutory, string statutoryUnit, bool holds)
    {
        var content = Examples.Content() with { PromisedDays = promised, PromisedUnit = unit, StatutoryDays = statutory, StatutoryUnit = statutoryUnit };
        Assert.Equal(holds, PublicationRules.Check(content).All(finding => finding.Code != "promised-above-statutory"));
    }

    [Fact]
    public void a_licence_above_half_of_the_law_s_limit_is_a_warning_where_the_reason_is_given()
    {
        var content = Examples.Content() with { PromisedDays = 11 };
        var finding = Assert.Single(PublicationRules.Check(content with { Elements = content.Elements with { PromisedNote = "需要专家评审" } }));
        Assert.Equal(("promised-above-half", Finding.Warning, false), (finding.Code, finding.Severity, finding.Blocks));
    }

    [Theory]
    [InlineData("07")]
    [InlineData("20")]
    public void half_of_the_law_s_limit_is_a_goal_for_licences_only(string type) =>
        Assert.Empty(PublicationRules.Check(Examples.Content($"41{type}13003000") with { PromisedDays = 11 }));

    [Theory]
    [InlineData(3, "3", true)]
    [InlineData(8, "3", true)]
    [InlineData(9, "3", false)]
    [InlineData(0, "1", true)]
    [InlineData(1, "2", true)]
    [InlineData(2, "2", false)]
    public void an_immediate_matter_is_done_within_a_working_day(int promised, string unit, bool holds) =>
        Assert.Equal(holds, PublicationRules.Check(Immediate with { PromisedDays = promised, PromisedUnit = unit }).All(finding => finding.Code != "immediate-above-one-day"));

    [Fact]
    public void the_flow_of_an_immediate_licence_may_do_without_a_decision_of_its_own()
    {
        var elements = Immediate.Elements with { Flow = ["申请", "受理", "审核", "办结", "送达"] };
        Assert.Empty(PublicationRules.Check(Immediate with { Elements = elements }));
        var finding = Assert.Single(PublicationRules.Check(Examples.Content() with { Elements = elements }));
        Assert.Contains("审批", finding.Zh, StringComparison.Ordinal);
    }

    private static readonly SituationOption[] Options = [new() { Id = "a", Label = "本人" }, new() { Id = "b", Label = "委托" }];
    private static readonly Situation Question = new() { Id = "q1", Question = "谁来办理", Options = Options };

    private static readonly Dictionary<(string Rule, string Pointer), Func<MatterContent, MatterContent>> Breaks = new()
    {
        [("promised-above-statutory", "/promisedDays")] = matter => matter with { PromisedDays = 21 },
        [("promised-above-half", "/elements/promisedNote")] = matter => matter with { PromisedDays = 11 },
        [("immediate-above-one-day", "/promisedDays")] = matter => matter with { HandlingType = "1", PromisedDays = 2 },
        [("licence-without-limit", "/statutoryDays")] = matter => matter with { StatutoryDays = null },
        [("basis-missing", "/elements/legalBasis")] = Elements(e => e with { LegalBasis = " " }),
        [("licence-incomplete", "/licenceName")] = matter => matter with { LicenceName = null },
        [("licence-missing", "/licenceType")] = matter => matter with { LicenceType = null, LicenceName = null },
        [("auto-without-rule", "/autoDecide")] = matter => matter with { AutoDecide = true },
        [("result-without-sample", "/elements/resultSample")] = Elements(e => e with { ResultSample = null }),
        [("licence-without-faq", "/elements/faq")] = Elements(e => e with { Faq = [] }),
        [("licence-flow-incomplete", "/elements/flow")] = Elements(e => e with { Flow = ["受理", "审核", "审批", "办结"] }),
        [("fee-without-basis", "/elements/feeBasis")] = Elements(e => e with { HasFee = true, OnlinePayment = true, Fees = [new() { Name = "工本费", Basis = "某文件", Standard = "10元" }] }),
        [("fee-without-basis", "/elements/fees/0")] = Elements(e => e with { HasFee = true, FeeBasis = "某文件", FeeStandard = "10元", OnlinePayment = true, Fees = [new() { Name = "工本费", Basis = " ", Standard = "10元" }] }),
        [("fee-without-items", "/elements/fees")] = Elements(e => e with { HasFee = true, FeeBasis = "某文件", FeeStandard = "10元" }),
        [("payment-unsaid", "/elements/onlinePayment")] = Elements(e => e with { HasFee = true }),
        [("payment-without-fee", "/elements/onlinePayment")] = Elements(e => e with { OnlinePayment = true }),
        [("items-without-fee", "/elements/fees")] = Elements(e => e with { Fees = [new() { Name = "工本费", Basis = "某文件", Standard = "10元" }] }),
        [("visits-without-reason", "/elements/visitsReason")] = Elements(e => e with { Visits = 1 }),
        [("no-way-without-visit", "/elements/visits")] = Elements(e => e with { Online = false }),
        [("online-with-visits", "/elements/visits")] = Elements(e => e with { OnlineDepth = "6", Visits = 1, VisitsReason = "核验原件" }),
        [("phones-equal", "/elements/supervisionPhone")] = Elements(e => e with { SupervisionPhone = e.EnquiryPhone }),
        [("phone-missing", "/elements/enquiryPhone")] = Elements(e => e with { EnquiryPhone = null }),
        [("phone-without-area-code", "/elements/supervisionPhone")] = Elements(e => e with { SupervisionPhone = "6000102" }),
        [("user-topics-missing", "/elements/userTopics")] = Elements(e => e with { UserTopics = [] }),
        [("corp-topics-missing", "/elements/corpTopics")] = Elements(e => e with { CorpTopics = [] }),
        [("materials-missing", "/materials")] = matter => matter with { Materials = [] },
        [("material-without-sample", "/materials/0/sample")] = Material(m => m with { BlankForm = null }),
        [("material-without-standard", "/materials/0/acceptStandard")] = Material(m => m with { AcceptStandard = null }),
        [("situation-unknown", "/materials/0/when/1")] = matter => Material(m => m with { When = ["q1=a", "q1=c"] })(matter) with { Situations = [Question] },
        [("situation-repeated", "/situations/1/id")] = matter => matter with { Situations = [Question, Question] },
        [("option-repeated", "/situations/0/options")] = matter => matter with { Situations = [Question with { Options = [.. Options, Options[0]] }] },
        [("commitment-without-material", "/elements/commitmentNotice")] = Elements(e => e with { CommitmentNotice = "告知", CommitmentCheckDays = 20 }),
        [("commitment-without-check", "/elements/commitmentCheckDays")] = matter => Material(m => m with { ByCommitment = true })(Elements(e => e with { CommitmentNotice = "告知" })(matter)),
        [("commitment-without-notice", "/elements/commitmentNotice")] = Elements(e => e with { CommitmentCheckDays = 20 }),
        [("commitment-without-notice", "/materials/0/byCommitment")] = Material(m => m with { ByCommitment = true }),
    };

    private static Func<MatterContent, MatterContent> Elements(Func<MatterElements, MatterElements> change) => matter => matter with { Elements = change(matter.Elements) };

    private static Func<MatterContent, MatterContent> Material(Func<MaterialItem, MaterialItem> change) => matter => matter with { Materials = [change(matter.Materials[0]), matter.Materials[1]] };
}
