using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>The seed holds what was asked of it, for every fictitious county.</summary>
public sealed class The_seed_catalogue
{
    private static readonly List<MatterContent> Matters = Read("410497", "平澜县");

    [Theory]
    [InlineData("410497", "平澜县")]
    [InlineData("410498", "望川县")]
    [InlineData("410499", "清岚县")]
    public void every_matter_may_be_published(string region, string county)
    {
        var rows = SeedCatalogue.Read(region, county, "http://localhost");
        Assert.Empty(rows.Errors);
        Assert.All(rows.Matters, matter =>
        {
            Assert.Empty(PublicationRules.Check(matter.Content).Select(finding => $"{matter.Content.Name}: {finding.Code}"));
            Assert.Equal(region, CreditCode.Parse(matter.Content.DepartmentCode).Region.County);
            Assert.StartsWith(county, matter.Content.DepartmentName, StringComparison.Ordinal);
            Assert.DoesNotContain("{county}", System.Text.Json.JsonSerializer.Serialize(matter.Content, GovJson.Events), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void it_holds_at_least_120_matters_of_20_departments()
    {
        Assert.True(Matters.Count >= 120);
        Assert.True(Matters.Select(matter => matter.DepartmentCode).Distinct().Count() >= 20);
        Assert.True(Matters.Count(matter => matter.HandlingType == "1") >= 20);
        Assert.True(Matters.Select(matter => matter.LicenceType).OfType<string>().Distinct().Count() >= 25);
        Assert.True(Matters.Count(matter => matter.AutoDecide) >= 3);
    }

    [Fact]
    public void licences_promise_at_most_half_of_the_law_s_limit() =>
        Assert.All(Matters.Where(matter => matter.MatterType == "01"), matter => Assert.True(matter.PromisedDays * 2 <= matter.StatutoryDays, matter.Name));

    [Fact]
    public void every_code_is_one_of_the_standard() =>
        Assert.All(Matters, matter =>
        {
            Assert.Equal(matter.DepartmentCode, MatterCode.Parse(matter.MatterCode).Department.Value);
            Assert.All(matter.Materials, material => Assert.Equal(36, MaterialCode.Parse($"{matter.MatterCode}01{material.Serial:D3}").Value.Length));
        });

    [Fact]
    public void at_least_fifteen_matters_ask_questions_and_every_answer_asked_for_selects_a_material()
    {
        Assert.True(Matters.Count(matter => matter.Situations.Count > 0) >= 15);
        Assert.All(Matters, matter =>
        {
            var conditions = matter.Materials.SelectMany(material => material.When).ToHashSet();
            Assert.Subset(GovPlatform.Contracts.Answers.All(matter.Situations), conditions);
            Assert.All(matter.Situations, situation => Assert.Contains(conditions, condition => condition.StartsWith($"{situation.Id}=", StringComparison.Ordinal)));
        });
    }

    [Fact]
    public void the_first_two_required_materials_say_what_is_reviewed_and_what_goes_wrong() =>
        Assert.All(Matters.SelectMany(matter => matter.Materials.Where(material => material.Requirement == "1").Take(2)), material =>
        {
            Assert.NotEmpty(material.ReviewPoints);
            Assert.NotEmpty(material.CommonErrors);
        });

    [Fact]
    public void some_matters_take_a_commitment_or_let_a_material_come_later()
    {
        Assert.True(Matters.Count(matter => matter.Materials.Any(material => material.Requirement == "3")) >= 3);
        Assert.True(Matters.Count(matter => matter.Elements.CommitmentNotice is not null) >= 3);
    }

    private static List<MatterContent> Read(string region, string county) => [.. SeedCatalogue.Read(region, county, "http://localhost").Matters.Select(matter => matter.Content)];
}
