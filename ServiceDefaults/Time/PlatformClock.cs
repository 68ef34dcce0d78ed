namespace GovPlatform.ServiceDefaults;

/// <summary>
/// The time of business: real time, moved forward by what identity says. In Production nothing moves it.
/// Tokens, nonces, leases and telemetry take TimeProvider.System instead.
/// </summary>
public sealed class PlatformClock : TimeProvider
{
    private readonly Lock gate = new();
    private long offsetTicks;
    private long revision;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref offsetTicks));

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>The last move that this process has taken up; 0 before the first.</summary>
    public long Revision => Volatile.Read(ref revision);

    /// <summary>Takes a move up; older ones than the last are passed over, and no move goes back.</summary>
    public void Apply(ClockReading reading)
    {
        lock (gate)
        {
            if (reading.Revision <= revision)
                return;
            Volatile.Write(ref offsetTicks, Math.Max(offsetTicks, reading.OffsetTicks));
            Volatile.Write(ref revision, reading.Revision);
        }
    }
}

/// <summary>Where identity's clock stands: offset to real time in ticks of 100 ns, and the number of its last move.</summary>
public sealed record ClockReading(long Revision, long OffsetTicks);
