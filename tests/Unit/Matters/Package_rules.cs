using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>What a package must be to be kept, and to be published.</summary>
public sealed class Package_rules
{
    private static readonly PackageContent Good = PackageExamples.Restaurant();

    [Fact]
    public void a_package_in_order_breaks_no_rule()
    {
        Assert.Empty(Shape(Good));
        Assert.Empty(Rules(Good));
    }

    [Fact]
    public void a_circle_of_prerequisites_is_named()
    {
        var finding = Assert.Single(PackageShape.Check(Changed(1, item => item with { After = ["bank"] }) with { OutsideSteps = [.. Good.OutsideSteps.Select(step => step with { When = [] })] },
            id => PackageShape.NameOf(Good, PackageExamples.Matters, id)));
        Assert.Equal("prerequisite-circle", finding.Code);
        Assert.Contains("营业执照登记 → 银行预约开户 → 公章刻制 → 营业执照登记", finding.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void a_step_that_waits_for_itself_is_a_circle() => Assert.Equal("/items/0/after prerequisite-circle", Assert.Single(Shape(Changed(0, item => item with { After = ["food"] }))));

    [Fact]
    public void names_that_are_not_of_the_package_are_found_by_pointer()
    {
        Assert.Equal(["/items/0/after/0 prerequisite-unknown"], Shape(Changed(0, item => item with { After = ["moon"] })));
        Assert.Equal(["/items/2/when/0 answer-unknown"], Shape(Changed(2, item => item with { When = ["size=huge"] })));
        Assert.Equal(["/items/0/answers/0/when/0 answer-unknown"], Shape(Changed(0, item => item with { Answers = [new() { Answer = "q1=a", When = ["agent=c"] }] })));
        Assert.Equal(["/items/2/id step-repeated"], Shape(Changed(2, item => item with { Id = "licence" })));
        Assert.Equal(["/outsideSteps/0/id step-repeated"], Shape(Good with { OutsideSteps = [Good.OutsideSteps[0] with { Id = "food" }], Items = [Good.Items[0], Good.Items[1]] }));
        Assert.Equal(["/items/1/matterCode matter-repeated"], Shape(Changed(1, item => item with { MatterCode = PackageExamples.Food.Code })));
        Assert.Equal(["/situations/2/id question-repeated"], Shape(Good with { Situations = [.. Good.Situations, PackageExamples.Ask("agent")] }));
        Assert.StartsWith("/items/0/matterCode code-", Shape(Changed(0, item => item with { MatterCode = new string('1', 31) }))[0], StringComparison.Ordinal);
        Assert.StartsWith("/leadDepartment code-", Shape(Good with { LeadDepartment = "11440300007542785T" })[0], StringComparison.Ordinal);
    }

    [Fact]
    public void a_matter_that_is_not_there_or_closed_is_named()
    {
        var matters = PackageExamples.Matters.Where(matter => matter.Key != PackageExamples.Licence.Code).ToDictionary();
        matters[PackageExamples.FireCheck.Code] = PackageExamples.FireCheck.Suspend(Examples.Now)!.Value.Matter;
        Assert.Equal(["/items/1/matterCode matter-unknown", "/items/2/matterCode matter-closed"], Codes(PackageRules.Check(Good, matters)));
    }

    [Fact]
    public void a_promise_above_the_steps_one_after_another_is_refused() => Assert.Equal(["/promisedDays promised-above-path"], Rules(Good with { PromisedDays = 10 }));

    [Fact]
    public void whoever_leads_takes_part() => Assert.Equal(["/leadDepartment lead-stranger"], Rules(Good with { LeadDepartment = "11410400005456787G" }));

    [Fact]
    public void the_department_first_asked_may_lead() => Assert.Empty(Rules(Good with { LeadDepartment = null }));

    [Fact]
    public void one_matter_is_no_package() => Assert.Contains("/items package-too-small", Rules(Good with { Items = [Good.Items[1]], OutsideSteps = [], PromisedDays = 1 }));

    [Fact]
    public void answers_that_leave_nothing_are_named()
    {
        var package = Good with { Items = [Good.Items[0] with { When = ["agent=a"] }, Good.Items[1] with { When = ["agent=a"] }, Good.Items[2]] };
        var finding = Assert.Single(PackageRules.Check(package, PackageExamples.Matters));
        Assert.Equal("answers-leave-nothing", finding.Code);
        Assert.Contains("agent=b", finding.En, StringComparison.Ordinal);
    }

    [Fact]
    public void combinations_are_tried_up_to_a_bound()
    {
        List<Situation> many = [.. Enumerable.Range(0, 14).Select(n => PackageExamples.Ask($"q{n}"))];
        var package = Good with { Situations = many, OutsideSteps = [], Items = [.. Good.Items.Select(item => item with { After = [], Answers = [], When = [.. many.Select(situation => $"{situation.Id}=a")] })], PromisedDays = 1 };
        Assert.Equal(["/situations answers-too-many"], Rules(package));
        Assert.Equal(["/situations answers-leave-nothing"], Rules(package with { Situations = many[..13], Items = [.. package.Items.Select(item => item with { When = item.When.Take(13).ToList() })] }));
    }

    [Fact]
    public void a_field_that_two_matters_put_differently_names_both()
    {
        var other = PackageExamples.FireCheck with { Content = PackageExamples.FireCheck.Content with { Form = System.Text.Json.JsonElement.Parse("""{"type":"object","properties":{"enterpriseName":{"type":"string","title":"名称","maxLength":5}}}""") } };
        var finding = Assert.Single(PackageRules.Check(Good, new Dictionary<string, Matter>(PackageExamples.Matters) { [other.Code] = other }), finding => finding.Code == "form-field-differs");
        Assert.Contains("“食品经营许可”和“消防安全检查”", finding.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void an_answer_given_for_a_matter_is_one_of_its_own() =>
        Assert.Equal(["/items/0/answers/0/answer answer-unknown"], Rules(Changed(0, item => item with { Answers = [new() { Answer = "q9=a" }] })));

    [Theory]
    [InlineData(MatterStatus.Draft, "publish")]
    [InlineData(MatterStatus.Published, "suspend retire supersede")]
    [InlineData(MatterStatus.Suspended, "resume retire supersede")]
    [InlineData(MatterStatus.Retired, "")]
    public void transitions_are_those_of_a_matter(string status, string allowed)
    {
        var by = new PackageChange(Examples.By, Examples.Now, "理由");
        var draft = PackageExamples.Draft();
        var published = draft.Publish(by)!.Value.Package;
        var package = status switch
        {
            MatterStatus.Draft => draft,
            MatterStatus.Published => published,
            MatterStatus.Suspended => published.Suspend(by)!.Value.Package,
            _ => published.Retire(by)!.Value.Package,
        };
        var changed = new Dictionary<string, Package?>
        {
            ["publish"] = package.Publish(by)?.Package, ["suspend"] = package.Suspend(by)?.Package, ["resume"] = package.Resume(by)?.Package,
            ["retire"] = package.Retire(by)?.Package, ["supersede"] = package.Supersede(by),
        };
        Assert.Equal(allowed, string.Join(' ', changed.Where(change => change.Value is not null).Select(change => change.Key)));
        Assert.All(changed.Values.OfType<Package>(), after => Assert.Equal((package.Revision + 1, "理由"), (after.Revision, after.Last.Why)));
        Assert.Equal(status == MatterStatus.Draft, package.Revise(PackageExamples.Restaurant(), by) is not null);
    }

    private static PackageContent Changed(int item, Func<PackageItem, PackageItem> but) => Good with { Items = [.. Good.Items.Select((kept, i) => i == item ? but(kept) : kept)] };

    private static string[] Shape(PackageContent package) => Codes(PackageShape.Check(package, id => id));

    private static string[] Rules(PackageContent package) => Codes(PackageRules.Check(package, PackageExamples.Matters));

    private static string[] Codes(IEnumerable<Finding> findings) => [.. findings.Select(finding => $"{finding.Pointer} {finding.Code}")];
}
