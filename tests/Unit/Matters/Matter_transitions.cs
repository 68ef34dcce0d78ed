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

    private static readonly Dictionary<string, Func<Matter, Matter?>> Arrows = new()
    {
        ["revise"] = matter => matter.Revise(matter.Content, Later),
        ["publish"] = matter => matter.Publish(Later)?.Matter,
        ["suspend"] = matter => matter.Suspend(Later)?.Matter,
        ["resume"] = matter => matter.Resume(Later)?.Matter,
        ["retire"] = matter => matter.Retire(Later)?.Matter,
        ["supersede"] = matter => matter.Supersede(Later),
    };

    [Fact]
    public void the_readme_shows_these_arrows_and_no_others()
    {
        var drawn = File.ReadLines(Path.Combine(Repository.Root, "services", "matters", "README.md"))
            .Where(line => line.Contains("-->", StringComparison.Ordinal) && !line.Contains("[*]", StringComparison.Ordinal))
            .Select(line => line.Replace("-->", ":", StringComparison.Ordinal).Split(':').Select(part => part.Trim()).ToArray())
            .Select(part => (From: part[0], Name: part[2], To: part[1]));
        var coded =
            from status in MatterStatus.All
            from arrow in Arrows
            let after = arrow.Value(Examples.In(status))
            where after is not null
            select (status, arrow.Key, after.Status);
        Assert.Equal(coded.Order(), drawn.Order());
    }
}
