using GovPlatform.Approval;

namespace GovPlatform.Tests.Unit.Approval;

public sealed class Rules_of_immediate_matters
{
    private static readonly CaseAccepted Accepted = AcceptedCases.Immediate();

    private static IEnumerable<string> Doubts(CaseAccepted told, DateOnly? today = null, string? number = null) =>
        AutoRules.Ask(told, today ?? told.AcceptedOn, number ?? AcceptedCases.IdNumber).Where(rule => !rule.Passed).Select(rule => rule.Code);

    [Fact]
    public void a_complete_case_inside_its_limits_passes_all_of_them_with_a_sentence_each()
    {
        var outcomes = AutoRules.Ask(Accepted, Accepted.AcceptedOn, AcceptedCases.IdNumber);
        Assert.All(outcomes, rule => Assert.True(rule.Passed && rule.Explanation.Length > 5));
        Assert.DoesNotContain(outcomes, rule => rule.Explanation.Contains(AcceptedCases.IdNumber, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("abc")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    public void a_required_material_without_a_digest_is_in_doubt_and_named(string? sha256)
    {
        var told = Accepted with { Materials = [new("m1", "身份证", true, sha256)] };
        Assert.Equal(["materials-complete"], Doubts(told));
        Assert.Contains("身份证", AutoRules.Ask(told, told.AcceptedOn, AcceptedCases.IdNumber)[0].Explanation);
    }

    [Fact]
    public void an_optional_material_may_be_missing() =>
        Assert.Empty(Doubts(Accepted with { Materials = [.. Accepted.Materials, new("m9", "委托书", false, null)] }));

    [Fact]
    public void past_its_limit_a_person_decides() =>
        Assert.Equal(["within-limits"], Doubts(Accepted, Accepted.PromisedDue.AddDays(1)));

    [Fact]
    public void a_number_that_fails_its_check_is_in_doubt() =>
        Assert.Equal(["applicant-identified"], Doubts(Accepted, number: "110105194912310020"));

    [Fact]
    public void a_type_of_number_that_is_not_known_is_in_doubt() =>
        Assert.Equal(["applicant-identified"], Doubts(Accepted with { Applicant = Accepted.Applicant with { IdTypeCode = "414" } }));

    [Fact]
    public void they_are_asked_only_where_the_matter_says_so_and_is_immediate()
    {
        Assert.True(AutoRules.Apply(Accepted.Matter));
        Assert.False(AutoRules.Apply(Accepted.Matter with { AutoDecide = false }));
        Assert.False(AutoRules.Apply(Accepted.Matter with { HandlingType = "2" }));
    }
}
