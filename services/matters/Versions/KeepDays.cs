using Npgsql;

namespace GovPlatform.Matters;

/// <summary>Puts versions in force and retires matters on the day that was set for it, in the order of those days however long the service was down.</summary>
internal sealed class KeepDays(IServiceProvider services, IServiceScopeFactory scopes, TimeProvider time, ILogger<KeepDays> log) : TimedLoop(services, TimeSpan.FromSeconds(5))
{
    private const int Batch = 100;

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        List<string> left = [];
        while (await DueAsync([.. left], ct) is [_, ..] due)
            foreach (var (code, version) in due)
            {
                try
                {
                    if (!left.Contains(code))
                        await KeepAsync(code, version, ct);
                }
                catch (Exception e) when (!ct.IsCancellationRequested && e is PostgresException or not NpgsqlException)
                {
                    // The others do not wait for it; it is tried again at the next round.
                    log.LogError(e, "{Code}/{Version} was not changed on its day", code, version);
                    left.Add(code);
                }
            }
    }

    private async Task<IReadOnlyList<(string Code, int Version)>> DueAsync(string[] left, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        // On one day the old version ends before the new one begins, so that a matter that was to end does not live on in its successor.
        return await scope.ServiceProvider.GetRequiredService<Tx>().QueryAsync<(string, int)>(
            """
            select code, version
            from (
                select code, version, retire_on as day, 0 as turn
                from matter
                where status in ('published', 'suspended')
                    and retire_on <= @today
                union all
                select code, version, effective_on, 1
                from matter
                where status = 'scheduled'
                    and effective_on <= @today) due
            where code <> all(@left)
            order by day, turn, code
            limit @Batch
            """, new { today = time.Today(), left, Batch });
    }

    /// <summary>One version in one transaction; whatever an editor did in between is looked at again under the lock.</summary>
    private async Task KeepAsync(string code, int version, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        var now = time.GetUtcNow().UtcDateTime;
        if (await MatterSql.LockAsync(tx, code, version) is not { } matter)
            return;
        if (matter.TakeEffect(now) is { } effective)
        {
            await PublishMatter.OpenAsync(tx, effective, now);
            tx.Audit("matter.take-effect", "matter", $"{code}/{version}", new { matter.EffectiveOn });
        }
        else if (matter.RetireOn <= ChinaTime.Date(now) && matter.Retire(now) is var (retired, told))
        {
            await MatterSql.SaveStatusAsync(tx, retired);
            tx.Publish(told);
            tx.Audit("matter.retire", "matter", $"{code}/{version}", new { matter.RetireOn });
        }
        await tx.CommitAsync(ct);
    }
}
