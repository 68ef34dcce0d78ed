using GovPlatform.Matters;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>Each arrow of the status diagram in the service's README, and each that is not there.</summary>
public sealed class Matter_transitions
{
    private static readonly DateTime Later = Examples.Now.AddDays(1);
    private static readonly Actor Publisher = new("0197d000-0000-7000-8000-000000000002", "staff");

    [Fact]
    public void publishing_a_draft_opens_it_and_tells_so()
    {
        var (matter, told) = Examples.Draft().Publish(Publisher, Later)!.Value;
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
        var matter = Examples.Draft().Revise(content, Publisher, Later)!;
        Assert.Equal((MatterStatus.Draft, 2, 5), (matter.Status, matter.Revision, matter.Content.PromisedDays));
    }

    [Fact]
    public void who_wrote_and_who_published_are_kept()
    {
        var matter = Examples.Draft().Publish(Publisher, Later)!.Value.Matter;
        Assert.Equal((Examples.By, Publisher), (matter.Author, matter.Publisher));
    }

    [Fact]
    public void a_scheduled_version_takes_effect_on_its_day_and_not_before()
    {
        var scheduled = Examples.Draft().Schedule(new(2026, 3, 4), Publisher, Examples.Now)!;
        Assert.Equal((MatterStatus.Scheduled, null, Publisher), (scheduled.Status, scheduled.PublishedAt, scheduled.Publisher));
        // 2026-03-03 15:59:59 UTC is the last second of the third in China.
        Assert.Null(scheduled.TakeEffect(new(2026, 3, 3, 15, 59, 59, DateTimeKind.Utc)));
        var (matter, told) = scheduled.TakeEffect(new(2026, 3, 3, 16, 0, 0, DateTimeKind.Utc))!.Value;
        Assert.Equal((MatterStatus.Published, new DateOnly(2026, 3, 4)), (matter.Status, matter.EffectiveOn));
        Assert.Equal(1, told.Version);
    }

    [Fact]
    public void nothing_is_scheduled_for_today_or_before()
    {
        Assert.Null(Examples.Draft().Schedule(ChinaTime.Date(Examples.Now), Publisher, Examples.Now));
        Assert.Null(Examples.Published().PlanRetirement(ChinaTime.Date(Examples.Now), Examples.Now));
    }

    [Fact]
    public void a_planned_retirement_goes_on_to_the_next_version_unless_its_day_has_come()
    {
        var next = Examples.Draft().Publish(Publisher, Later)!.Value.Matter;
        var before = Examples.Published().PlanRetirement(new(2026, 4, 1), Examples.Now)!;
        Assert.Equal(new DateOnly(2026, 4, 1), next.After(before).RetireOn);
        Assert.Null(next.After(before with { RetireOn = next.EffectiveOn }).RetireOn);
        Assert.Null(next.After(null).RetireOn);
    }

    private static readonly Dictionary<string, Func<Matter, Matter?>> Arrows = new()
    {
        ["revise"] = matter => matter.Revise(matter.Content, Publisher, Later),
        ["publish"] = matter => matter.Publish(Publisher, Later)?.Matter,
        ["schedule"] = matter => matter.Schedule(ChinaTime.Date(Later).AddDays(1), Publisher, Later),
        ["unschedule"] = matter => matter.Unschedule(Later),
        ["take-effect"] = matter => matter.TakeEffect(Later)?.Matter,
        ["suspend"] = matter => matter.Suspend(Later)?.Matter,
        ["resume"] = matter => matter.Resume(Later)?.Matter,
        ["retire"] = matter => matter.Retire(Later)?.Matter,
        ["plan-retirement"] = matter => matter.PlanRetirement(ChinaTime.Date(Later).AddDays(1), Later),
        ["keep"] = matter => (matter with { RetireOn = ChinaTime.Date(Later).AddDays(1) }).Keep(Later),
        ["supersede"] = matter => matter.Supersede(Later),
    };

    [Fact]
    public void the_readme_shows_these_arrows_and_no_others()
    {
        var drawn = File.ReadLines(Path.Combine(Repository.Root, "services", "matters", "README.md"))
            .TakeWhile(line => !line.StartsWith("A test holds this diagram", StringComparison.Ordinal))
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
