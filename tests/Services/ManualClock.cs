namespace GovPlatform.Tests.Services;

/// <summary>The platform's clock in the hand of a test; timers run in real time.</summary>
public sealed class ManualClock : TimeProvider
{
    private long ticks = new DateTime(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc).Ticks;

    public DateTime Now
    {
        get => new(Interlocked.Read(ref ticks), DateTimeKind.Utc);
        set => Interlocked.Exchange(ref ticks, value.Ticks);
    }

    public void Advance(TimeSpan by) => Now += by;

    public override DateTimeOffset GetUtcNow() => Now;
}
