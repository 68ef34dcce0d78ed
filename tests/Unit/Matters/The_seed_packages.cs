using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>The seeded packages may all be published over the seeded matters, in every fictitious county.</summary>
public sealed class The_seed_packages
{
    private static readonly IReadOnlyDictionary<string, Matter> Matters = Published("410497", "平澜县");
    private static readonly IReadOnlyList<SeedPackages.Seeded> Packages = SeedPackages.Read("410497", "平澜县");

    [Theory]
    [InlineData("410497", "平澜县")]
    [InlineData("410498", "望川县")]
    [InlineData("410499", "清岚县")]
    public void every_package_may_be_published(string region, string county)
    {
        var matters = Published(region, county);
        Assert.Empty(SeedPackages.Read(region, county).SelectMany(package => SeedPackages.Check(package, matters).Select(finding => $"{package.Content.Name}: {finding.Zh}")));
    }

    [Fact]
    public void there_are_at_least_twelve_in_full()
    {
        Assert.True(Packages.Count >= 12);
        Assert.Equal(Packages.Count, Packages.Select(package => package.Content.Code).Distinct().Count());
        Assert.All(Packages, package =>
        {
            var content = package.Content;
            Assert.True(content is { Situations.Count: > 0, OutsideSteps.Count: > 0, Keywords.Count: > 1, Themes.Count: > 0, Batch: not null, Summary: not null }, content.Name);
            Assert.True(content.Items.Any(item => item.When.Count > 0) && content.Items.Concat<object>(content.OutsideSteps).Any(step => step is PackageItem { After.Count: > 0 } or OutsideStep { After.Count: > 0 }), content.Name);
            Assert.All(content.OutsideSteps, step => Assert.True(step.Cost.StartsWith("免费", StringComparison.Ordinal) == (step.Amount == 0), $"{content.Name}: {step.Name}"));
        });
    }

    [Fact]
    public void several_need_five_departments_and_some_leave_the_lead_to_the_first_asked()
    {
        Assert.True(Packages.Count(package => package.Names.Keys.Select(code => code[..18]).Distinct().Count() >= 5) >= 5);
        Assert.Contains(Packages, package => package.Content.LeadDepartment is null);
    }

    [Fact]
    public void every_plan_has_one_form_and_one_list() =>
        Assert.All(Packages, seeded =>
        {
            var package = Package.Draft(seeded.Content, "410497", 1, new(Examples.By, Examples.Now));
            foreach (var answer in Answers.All(seeded.Content.Situations).Append(""))
            {
                var plan = PlanMaker.Make(package, Matters, answer)!;
                Assert.Empty(FormSchema.Check(plan.Form.Schema));
                Assert.NotEmpty(plan.Materials);
                Assert.Equal(plan.Materials.Select(material => material.Name).Distinct(), plan.Materials.Select(material => material.Name));
                Assert.True(plan.Time.PromisedDays <= Math.Max(plan.Time.CriticalDays, 1), seeded.Content.Name);
                Assert.Empty(plan.FormConflicts);
                Assert.Empty(plan.Unavailable);
            }
        });

    [Fact]
    public void every_matter_has_a_form() => Assert.Empty(Matters.Values.Where(matter => matter.Content.Form is null).Select(matter => matter.Content.Name));

    [Fact]
    public void a_shop_needs_other_matters_and_papers_than_a_company_with_a_hall()
    {
        var restaurant = Package.Draft(Packages.Single(package => package.Content.Code == "open-restaurant").Content, "410497", 1, new(Examples.By, Examples.Now));
        var small = PlanMaker.Make(restaurant, Matters, "form=a,agent=a,place=a,fire=a,sign=b,drain=b")!;
        var large = PlanMaker.Make(restaurant, Matters, "form=b,agent=b,place=b,fire=c,sign=a,drain=a")!;
        Assert.Equal(["sole", "food", "tax"], small.Steps.Where(step => step.Matter is not null).Select(step => step.Id));
        Assert.Equal(["company", "food", "firecheck", "sign", "drain", "tax"], large.Steps.Where(step => step.Matter is not null).Select(step => step.Id));
        Assert.True(large.Materials.Count > small.Materials.Count);
        Assert.Equal("company", large.Materials.Single(material => material.Name == "营业执照").FromStep);
        Assert.True(large.Form.Sections[0].Fields.Count > 5);
    }

    private static Dictionary<string, Matter> Published(string region, string county) =>
        SeedCatalogue.Read(region, county, "http://localhost").Matters.Select(matter => Matter.Draft(matter.Content, 1, Examples.By, Examples.Now).Publish(Examples.By, Examples.Now)!.Value.Matter).ToDictionary(matter => matter.Code);
}
