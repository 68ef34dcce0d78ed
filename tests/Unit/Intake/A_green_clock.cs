using GovPlatform.Intake;
using GovPlatform.ServiceDefaults;

namespace GovPlatform.Tests.Unit.Intake;

/// <summary>The own clock of the green channel.</summary>
public sealed class A_green_clock
{
    // A Monday, and no holiday near.
    private static readonly DateTime Now = new(2026, 11, 16, 2, 0, 0, DateTimeKind.Utc);
    private static readonly WorkingDays Days = new();

    [Theory]
    [InlineData(null, "2026-11-23")]
    [InlineData(3, "2026-11-19")]
    [InlineData(10, "2026-11-30")]
    [InlineData(365, "2026-11-30")]
    public void is_what_was_asked_for_or_half_of_the_promised_limit_and_never_longer(int? asked, string due)
    {
        var accepted = Case("received").RequestGreen("急", asked, Guid.NewGuid(), Now)!.OpenGreen(Days, Now)!.Accept(Days, Now)!;
        Assert.Equal("2026-11-30", $"{accepted.PromisedDue:yyyy-MM-dd}");
        Assert.Equal(due, $"{accepted.GreenDue:yyyy-MM-dd}");
    }

    [Fact]
    public void runs_from_its_opening_where_the_case_was_accepted_before()
    {
        var asked = Case("received").Accept(Days, Now)!.RequestGreen("急", 2, Guid.NewGuid(), Now)!;
        Assert.Null(asked.GreenDue);
        Assert.Equal(new DateOnly(2026, 11, 20), asked.OpenGreen(Days, Now.AddDays(2))!.GreenDue);
    }

    [Fact]
    public void is_asked_for_once_at_a_time_and_again_after_it_was_declined()
    {
        var asked = Case("received").RequestGreen("急", 2, Guid.NewGuid(), Now)!;
        Assert.Null(asked.RequestGreen("急", 2, Guid.NewGuid(), Now));
        Assert.NotNull(asked.DeclineGreen()!.RequestGreen("更急", 2, Guid.NewGuid(), Now));
        Assert.Null(asked.OpenGreen(Days, Now)!.OpenGreen(Days, Now));
        Assert.Null(Case("granted").RequestGreen("急", 2, Guid.NewGuid(), Now));
    }

    private static CaseFile Case(string status) => new() { Status = status, Version = 7, Matter = new("c", 1, "事项", "2", "d", "局", 20, 10, null, null, null, false) };
}
