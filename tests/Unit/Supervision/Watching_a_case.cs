using GovPlatform.Supervision;
using GovPlatform.Tests.Services;

namespace GovPlatform.Tests.Unit.Supervision;

public sealed class Watching_a_case
{
    private static readonly WorkingDays Days = new();
    private readonly Told told = new();

    private WatchedCase New => new() { Id = told.CaseId, CaseNumber = told.CaseNumber };

    private Func<WatchedCase, WatchedCase>[] Life =>
    [
        c => c.Hear(told.Submitted, Days), c => c.Hear(told.Received, Days), c => c.Hear(told.Supplement), c => c.Hear(told.Accepted), c => c.Hear(told.Started),
        c => c.Hear(told.Decided), c => c.Hear(told.HandedOver, Days), c => c.Hear(told.Delivered), c => c.Hear(told.Closed, Days), c => c.Hear(told.Rated),
    ];

    [Fact]
    public void each_event_moves_the_case_on_and_sets_its_clock()
    {
        var steps = new List<(string, string, DateOnly)>();
        var @case = New;
        foreach (var hear in Life)
        {
            @case = hear(@case);
            steps.Add((@case.Stage, @case.Clock, @case.Due));
        }
        Assert.Equal(
        [
            ("submitted", "pre-review", new(2026, 3, 4)), ("received", "acceptance", new(2026, 3, 9)), ("supplement-requested", "applicant", new(2026, 3, 20)),
            ("accepted", "promised", new(2026, 3, 9)), ("in-approval", "promised", new(2026, 3, 9)), ("decided", "promised", new(2026, 3, 9)),
            ("handed-over", "delivery", new(2026, 3, 20)), ("delivered", "delivery", new(2026, 3, 20)), ("closed", "none", new(2026, 3, 9)), ("closed", "none", new DateOnly(2026, 3, 9)),
        ], steps);
        Assert.True(@case.InTime);
        Assert.Equal(5, @case.Satisfaction);
    }

    [Fact]
    public void in_any_order_the_case_ends_the_same()
    {
        var expected = Life.Aggregate(New, (c, hear) => hear(c));
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var shuffled = Life.ToArray();
            random.Shuffle(shuffled);
            var ended = shuffled.Aggregate(New, (c, hear) => hear(c));
            Assert.Equal(expected with { StepDue = null, StageAt = default }, ended with { StepDue = null, StageAt = default });
        }
    }

    [Fact]
    public void closed_before_accepted_stays_closed_and_knows_its_promised_day()
    {
        var closed = New.Hear(told.Closed, Days);
        Assert.Equal(new(2026, 3, 9), closed.PromisedDue);
        Assert.True(closed.IsClosed);
        // Judged by the closing day until the hand-over is heard of.
        Assert.False(closed.InTime);
        Assert.True(closed.Hear(told.Accepted).Hear(told.HandedOver, Days) is { IsClosed: true, InTime: true });
    }

    [Fact]
    public void a_late_supplement_request_does_not_stop_the_clock_again()
    {
        var again = New.Hear(told.Submitted, Days).Hear(told.Supplied, Days).Hear(told.Supplement);
        Assert.Equal(("received", new DateOnly(2026, 3, 10)), (again.Stage, again.Due));
    }

    [Fact]
    public void a_result_handed_over_late_is_not_in_time()
    {
        var late = told.HandedOver with { At = told.At.AddDays(8) };
        Assert.False(New.Hear(told.Accepted).Hear(late, Days).Hear(told.Closed, Days).InTime);
    }

    [Fact]
    public void a_withdrawal_is_in_time_and_a_refusal_after_its_day_is_not()
    {
        Assert.True(New.Hear(told.Submitted, Days).Hear(told.Withdrawn).InTime);
        Assert.True(New.Hear(told.Submitted, Days).Hear(told.Refused).InTime);
        Assert.False(New.Hear(told.Submitted, Days).Hear(told.Refused with { At = told.At.AddDays(10) }).InTime);
    }

    [Fact]
    public void figures_count_a_case_once_from_when_its_department_is_known()
    {
        Assert.Empty(Figures.Change(New, New.Hear(told.Started)));
        Assert.Equal([new Figures(told.Department, told.Matter.DepartmentName, 1, 0, 0)], Figures.Change(New, New.Hear(told.Submitted, Days)));
        var open = New.Hear(told.Accepted).Hear(told.HandedOver, Days);
        Assert.Empty(Figures.Change(open, open.Hear(told.Started)));
        Assert.Equal([new Figures(told.Department, told.Matter.DepartmentName, -1, 1, 1)], Figures.Change(open, open.Hear(told.Closed, Days)));
        var early = New.Hear(told.Closed, Days);
        Assert.Equal([new Figures(told.Department, told.Matter.DepartmentName, 0, 0, 1)], Figures.Change(early, early.Hear(told.HandedOver, Days)));
    }
}
