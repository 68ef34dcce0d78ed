namespace GovPlatform.ServiceDefaults;

/// <summary>Wakes the relay of this process after a commit; other processes find the rows within a second.</summary>
public sealed class RelaySignal : IDisposable
{
    private readonly SemaphoreSlim pending = new(0, 1);

    public void Wake()
    {
        if (pending.CurrentCount > 0)
            return;
        try
        {
            pending.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already woken.
        }
    }

    internal Task<bool> WaitAsync(TimeSpan longest, CancellationToken ct) => pending.WaitAsync(longest, ct);

    public void Dispose() => pending.Dispose();
}
