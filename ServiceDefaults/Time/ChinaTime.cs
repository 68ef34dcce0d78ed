namespace GovPlatform.ServiceDefaults;

/// <summary>Legal days: those of Asia/Shanghai, which is UTC+8 all year.</summary>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The legal day of a moment.</summary>
    public static DateOnly Date(DateTime utc) => DateOnly.FromDateTime(utc + Offset);

    /// <summary>The legal day now, by the platform clock.</summary>
    public static DateOnly Today(this TimeProvider time) => Date(time.GetUtcNow().UtcDateTime);

    /// <summary>The moment, UTC, at which the clocks of a legal day show that time.</summary>
    public static DateTime Utc(DateOnly day, TimeOnly time) => DateTime.SpecifyKind(day.ToDateTime(time) - Offset, DateTimeKind.Utc);
}
