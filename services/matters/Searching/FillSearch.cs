namespace GovPlatform.Matters;

/// <summary>Makes search rows at start where they are missing or of an older making: after an update, or a load past the service.</summary>
internal sealed class FillSearch(IServiceScopeFactory scopes, DatabaseReady ready, ILogger<FillSearch> log) : BackgroundService
{
    private const int AtOnce = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ready.WaitAsync(stoppingToken);
        var count = 0;
        while (await SomeAsync(stoppingToken) is > 0 and var some)
            count += some;
        if (count > 0)
            log.LogInformation("Made {Count} search rows", count);
    }

    private async Task<int> SomeAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        var matters = await MatterSql.LockUnsearchedAsync(tx, AtOnce);
        await SearchRows.KeepAsync(tx, matters);
        await tx.CommitAsync(ct);
        return matters.Count;
    }
}
