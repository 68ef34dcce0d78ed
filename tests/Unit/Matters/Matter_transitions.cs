using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>Each arrow of the status diagram in the service's README, and each that is not there.</summary>
public sealed class Matter_transitions
{
    private static readonly DateTime Later = Examples.Now.AddDays(1);

    [Fact]
    public void publishing_a_draft_opens_it_and_tells_so()
    {
        var (matter, told) = Examples.Draft().Publish(Later)!.Value;
        Assert.Equal((MatterStatus.Published, 2, Later), (matter.Status, matter.Revision, matter.PublishedAt));
        Assert.Equal(new MatterPublished(Later, matter.Code, 1, "食品经营许可", "11410497000000019W"), told);
    }

    [Fact]
    public void suspending_closes_for_now()
    {
        var (matter, told) = Examples.Published().Suspend(Later)!.Value;
        Assert.Equal((MatterStatus.Suspended, 3), (matter.Status, matter.Revision));
        Assert.Equal(new MatterClosed(Later, matter.Code, 1, "suspended"), told);
    }

    [Fact]
    public void resuming_opens_again_and_keeps_the_day_of_publication()
    {
        var (matter, told) = Examples.Suspended().Resume(Later)!.Value;
        Assert.Equal((MatterStatus.Published, 4, Examples.Now), (matter.Status, matter.Revision, matter.PublishedAt));
        Assert.Equal(1, told.Version);
    }

    [Theory]
    [InlineData(MatterStatus.Published)]
    [InlineData(MatterStatus.Suspended)]
    public void retiring_closes_for_good(string status)
    {
        var (matter, told) = Examples.In(status).Retire(Later)!.Value;
        Assert.Equal(MatterStatus.Retired, matter.Status);
        Assert.Equal("retired", told.Status);
    }

    [Theory]
    [InlineData(MatterStatus.Published)]
    [InlineData(MatterStatus.Suspended)]
    public void a_later_version_retires_the_one_before(string status) =>
        Assert.Equal(MatterStatus.Retired, Examples.In(status).Supersede(Later)!.Status);

    [Fact]
    public void a_draft_is_rewritten_with_a_higher_revision()
    {
        var content = Examples.Content() with { PromisedDays = 5 };
        var matter = Examples.Draft().Revise(content, Later)!;
        Assert.Equal((MatterStatus.Draft, 2, 5), (matter.Status, matter.Revision, matter.Content.PromisedDays));
    }

    [Theory]
    [InlineData("publish", MatterStatus.Published)]
    [InlineData("publish", MatterStatus.Suspended)]
    [InlineData("publish", MatterStatus.Retired)]
    [InlineData("suspend", MatterStatus.Draft)]
    [InlineData("suspend", MatterStatus.Suspended)]
    [InlineData("suspend", MatterStatus.Retired)]
    [InlineData("resume", MatterStatus.Draft)]
    [InlineData("resume", MatterStatus.Published)]
    [InlineData("resume", MatterStatus.Retired)]
    [InlineData("retire", MatterStatus.Draft)]
    [InlineData("retire", MatterStatus.Retired)]
    [InlineData("supersede", MatterStatus.Draft)]
    [InlineData("supersede", MatterStatus.Retired)]
    [InlineData("revise", MatterStatus.Published)]
    [InlineData("revise", MatterStatus.Suspended)]
    [InlineData("revise", MatterStatus.Retired)]
    public void no_other_arrow_exists(string wish, string status)
    {
        var matter = Examples.In(status);
        var allowed = wish switch
        {
            "publish" => matter.Publish(Later) is not null,
            "suspend" => matter.Suspend(Later) is not null,
            "resume" => matter.Resume(Later) is not null,
            "retire" => matter.Retire(Later) is not null,
            "supersede" => matter.Supersede(Later) is not null,
            _ => matter.Revise(matter.Content, Later) is not null,
        };
        Assert.False(allowed);
    }
}
