namespace GovPlatform.Matters;

/// <summary>Holds search rows to the matters: after an update, a load past the service, or while replicas that know nothing of these rows still run.</summary>
internal sealed class FillSearch(IServiceProvider services, IServiceScopeFactory scopes, TimeProvider time, ILogger<FillSearch> log) : TimedLoop(services, TimeSpan.FromMinutes(1))
{
    private const int AtOnce = 200;

    // A large import is one transaction, and its matters carry the time at which it began.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    // The first round looks at everything.
    private DateTime since = DateTime.UnixEpoch;

    protected override Task RunOnceAsync(CancellationToken ct) => FillAsync(ct);

    internal async Task FillAsync(CancellationToken ct)
    {
        var (begun, count) = (time.GetUtcNow().UtcDateTime, 0);
        while (await SomeAsync(ct) is > 0 and var some)
            count += some;
        count += await CloseAsync(ct);
        if (count > 0)
            log.LogInformation("Made {Count} search rows", count);
        since = begun - Margin;
    }

    private async Task<int> SomeAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        var matters = await MatterSql.LockUnsearchedAsync(tx, since, AtOnce);
        await SearchRows.KeepAsync(tx, matters);
        await tx.CommitAsync(ct);
        return matters.Count;
    }

    private async Task<int> CloseAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        var count = await tx.ExecuteAsync(
            """
            update matter_search s
            set status = 'retired'
            from matter m
            where m.status = 'retired'
                and m.updated_at > @since
                and s.region = m.region
                and s.code = m.code
                and s.version = m.version
                and s.status <> 'retired'
            """, new { since });
        await tx.CommitAsync(ct);
        return count;
    }
}
