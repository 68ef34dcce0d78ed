namespace GovPlatform.Intake;

/// <summary>Seals the reasons for the green channel that an older version has stored as they are, a batch at a time, and takes them out of the timeline.</summary>
internal sealed class SealGreenReasons(IServiceProvider services, IServiceScopeFactory scopes, PersonalData data) : TimedLoop(services, TimeSpan.FromMinutes(1))
{
    private const int Batch = 1000;

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        while (await SealAsync(ct) == Batch)
            ct.ThrowIfCancellationRequested();
    }

    /// <summary>How many were sealed.</summary>
    internal async Task<int> SealAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        var rows = await tx.QueryAsync<(Guid Id, string Reason)>("""
            select id, green_reason
            from case_file
            where green_reason is not null
            order by id
            limit @Batch
            for update skip locked
            """, new { Batch });
        if (rows.Count == 0)
            return 0;
        await tx.ExecuteAsync("""
            with moved as (
                update case_file c
                set green_reason_sealed = s.reason, green_reason = null
                from unnest(@ids, @reasons) as s (id, reason)
                where c.id = s.id
                returning c.region, c.id)
            update timeline t
            set note = null
            from moved
            where t.region = moved.region
              and t.case_id = moved.id
              and t.action = 'green-request'
            """, new { ids = rows.Select(row => row.Id).ToArray(), reasons = rows.Select(row => data.Seal(row.Reason)).ToArray() });
        await tx.CommitAsync(ct);
        return rows.Count;
    }
}
