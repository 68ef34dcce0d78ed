using Npgsql;

namespace GovPlatform.Intake;

/// <summary>
/// Looks at packages whose sub-cases have moved: releases what waited for a step that is done, refuses what waited for one that has failed, and
/// closes the package once, when all have ended. In its own transaction, so that a case never waits for its siblings; however long the service was down.
/// </summary>
internal sealed class SettlePackages(IServiceProvider services, IServiceScopeFactory scopes) : TimedLoop(services, TimeSpan.FromSeconds(1))
{
    public const string DueSql = """
        select package_id
        from package_move
        where package_id <> all(@left)
        group by package_id
        order by min(id)
        limit 200
        """;

    private readonly ILogger log = services.GetRequiredService<ILoggerFactory>().CreateLogger<SettlePackages>();

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        List<Guid> failed = [];
        while (await DueAsync([.. failed]) is [_, ..] due)
            foreach (var id in due)
            {
                ct.ThrowIfCancellationRequested();
                try
                {
                    await SettleAsync(id, ct);
                }
                catch (Exception e) when (!ct.IsCancellationRequested && e is PostgresException or not NpgsqlException)
                {
                    log.LogError(e, "Package {PackageId} could not be settled", id);
                    failed.Add(id);
                }
            }
    }

    private async Task<IReadOnlyList<Guid>> DueAsync(Guid[] left)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Tx>().QueryAsync<Guid>(DueSql, new { left });
    }

    private async Task SettleAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PackageSettling>().SettleAsync(id);
        await scope.ServiceProvider.GetRequiredService<Tx>().CommitAsync(ct);
    }
}
