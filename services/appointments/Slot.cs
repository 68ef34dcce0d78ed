namespace GovPlatform.Appointments;

/// <summary>One hour of a hall.</summary>
internal sealed record Slot
{
    /// <summary>Full hours, Asia/Shanghai, at which a slot starts.</summary>
    public static readonly int[] Hours = [9, 10, 11, 14, 15, 16];

    public Guid Id { get; init; }
    public DateOnly Day { get; init; }
    public DateTime StartsAt { get; init; }
    public DateTime EndsAt { get; init; }
    public string HallName { get; init; } = "";
    public string Address { get; init; } = "";
    public int Capacity { get; init; }
    public int Taken { get; init; }

    /// <summary>First and last day that may be booked: one to five working days ahead (平政数〔2022〕26号).</summary>
    public static (DateOnly First, DateOnly Last) Window(DateOnly today, WorkingDays days) => (days.Add(today, 1), days.Add(today, 5));
}
