using GovPlatform.Evaluation;

namespace GovPlatform.Tests.Unit.Evaluation;

public sealed class Rating_a_service
{
    private static readonly DateTime Now = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void an_open_invitation_takes_one_rating_and_no_second()
    {
        var open = new Invitation { CaseId = Guid.CreateVersion7(), CaseNumber = "n", DepartmentCode = "d", MatterCode = "m", Version = 1 };
        var (rated, @event) = open.Rate(4, Now)!.Value;
        Assert.Equal(("rated", 2), (rated.Status, rated.Version));
        Assert.Equal(new RatingSubmitted(open.CaseId, "n", Now, 4, "d", "m"), @event);
        Assert.Null(rated.Rate(5, Now));
    }

    [Theory]
    [InlineData(5, "510", true)]
    [InlineData(1, "115", true)]
    [InlineData(3, "314", true)]
    [InlineData(4, "510", false)]
    [InlineData(5, "501", false)]
    [InlineData(5, "", false)]
    public void tags_are_of_the_level_that_their_first_digit_names(int level, string tag, bool fits) => Assert.Equal(fits, Tags.Fit(level, [tag]));

    [Fact]
    public void a_tag_is_named_once() => Assert.False(Tags.Fit(5, ["510", "510"]));
}
