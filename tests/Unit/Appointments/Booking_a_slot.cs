using GovPlatform.Appointments;

namespace GovPlatform.Tests.Unit.Appointments;

public sealed class Booking_a_slot
{
    private static readonly DateTime Start = new(2026, 3, 4, 1, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void the_window_is_one_to_five_working_days_and_skips_holidays()
    {
        Assert.Equal((new DateOnly(2026, 3, 3), new DateOnly(2026, 3, 9)), Slot.Window(new(2026, 3, 2), new WorkingDays()));
        // 春节 2026: off from 2-15 to 2-23, 2-14 and 2-28 are worked.
        Assert.Equal((new DateOnly(2026, 2, 14), new DateOnly(2026, 2, 27)), Slot.Window(new(2026, 2, 13), new WorkingDays()));
    }

    [Fact]
    public void a_booking_is_cancelled_once()
    {
        var cancelled = new Booking { Version = 1, StartsAt = Start }.Cancel()!;
        Assert.Equal((BookingStatus.Cancelled, 2), (cancelled.Status, cancelled.Version));
        Assert.Null(cancelled.Cancel());
    }

    [Fact]
    public void two_hours_ahead_is_the_last_moment_to_cancel()
    {
        var booking = new Booking { StartsAt = Start };
        Assert.False(booking.IsTooLateToCancel(Start.AddHours(-2)));
        Assert.True(booking.IsTooLateToCancel(Start.AddHours(-2).AddSeconds(1)));
    }
}
