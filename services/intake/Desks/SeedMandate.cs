namespace GovPlatform.Intake;

/// <summary>In Development every department delegates everything to the counter, and every clerk is competent for it; Production starts with nothing.</summary>
internal sealed class SeedMandate(IServiceScopeFactory scopes, DatabaseReady ready, GovSettings settings) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.Seed)
            return;
        await ready.WaitAsync(stoppingToken);
        await using var scope = scopes.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        // Made from a name: replicas that start together add the same rows.
        await tx.ExecuteAsync("""
            insert into delegation (id, department_code, acts, document_number, valid_from, valid_until, created_at)
            values (@delegation, '*', @acts, '示例委托书', '2020-01-01', '2099-12-31', now())
            on conflict do nothing;
            insert into competence (id, account_id, matters, valid_from, valid_until, created_at)
            values (@competence, null, '*', '2020-01-01', '2099-12-31', now())
            on conflict do nothing
            """, new { delegation = StableId.Of("seed:delegation"), competence = StableId.Of("seed:competence"), acts = Act.All.ToArray() });
        await tx.CommitAsync(stoppingToken);
    }
}
