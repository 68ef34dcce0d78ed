namespace GovPlatform.Appointments;

/// <summary>Every way appointments says no.</summary>
internal static class Problems
{
    public static Problem SlotFull() => Problem.Conflict("slot-full", "该时段已约满", "The slot is full", "full");

    public static Problem BookedThatDay() => Problem.Conflict("booked-that-day", "您当天已有预约", "You have a booking on that day", "booked");

    public static Problem AlreadyCancelled(string state) => Problem.Conflict("already-cancelled", "该预约已取消", "The booking is cancelled already", state);

    public static Problem TooLateToCancel(string state) => Problem.Conflict("too-late-to-cancel", "距预约时间不足 2 小时，不能取消", "It is less than 2 hours before the appointment", state);

    public static Problem OutsideWindow(DateOnly first, DateOnly last) =>
        Problem.Invalid("/slotId", "outside-window", $"只能预约 {first:yyyy-MM-dd} 至 {last:yyyy-MM-dd} 的时段", $"Slots from {first:yyyy-MM-dd} to {last:yyyy-MM-dd} may be booked");

    public static Problem HallExists() => Problem.Conflict("hall-exists", "已有同名大厅", "There is a hall of that name", "open");
}
