using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>The maps between the standard's codes and those of live systems.</summary>
public sealed class Code_maps
{
    [Theory]
    [InlineData("5", "6")]
    [InlineData("6", "5")]
    [InlineData("9", "6")]
    public void the_national_platform_numbers_bodies_otherwise(string live, string standard) => Assert.Equal(standard, CodeMaps.Audience.ToStandard[live]);

    [Fact]
    public void satisfaction_is_counted_the_other_way_round() =>
        Assert.All(Enumerable.Range(1, 5), level => Assert.Equal($"{6 - level}", CodeMaps.Satisfaction.ToStandard[$"{level}"]));

    [Fact]
    public void courier_is_three_there_and_four_here() => Assert.Equal(("4", "3"), (CodeMaps.HandlingForm.ToStandard["3"], CodeMaps.HandlingForm.ToLive["4"]));

    [Fact]
    public void what_stays_inside_a_county_has_no_code_in_the_standard() => Assert.DoesNotContain("5", CodeMaps.ServiceScope.ToStandard.Keys);

    [Fact]
    public void both_sides_of_each_map_are_codes_that_there_are()
    {
        (CodeMap Map, IReadOnlyDictionary<string, string> Standard)[] maps =
        [
            (CodeMaps.Audience, CodeSets.Audience), (CodeMaps.HandlingForm, CodeSets.HandlingForm), (CodeMaps.SpecialProcedure, CodeSets.SpecialProcedure),
            (CodeMaps.Satisfaction, CodeSets.Satisfaction), (CodeMaps.ServiceScope, CodeSets.ServiceScope),
        ];
        foreach (var (map, standard) in maps)
        {
            Assert.Subset(map.Live.Keys.ToHashSet(), map.ToStandard.Keys.Concat(map.ToLive.Values).ToHashSet());
            Assert.Subset(standard.Keys.ToHashSet(), map.ToStandard.Values.Concat(map.ToLive.Keys).ToHashSet());
        }
    }
}
