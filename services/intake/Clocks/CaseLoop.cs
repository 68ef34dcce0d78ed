using Npgsql;

namespace GovPlatform.Intake;

/// <summary>
/// What the calendar does to cases: a round takes every case that is due, however long the service was down, each in a transaction of its own
/// that looks again under its lock. A case that fails is logged, holds no other up, and is tried again at the next round.
/// </summary>
internal abstract class CaseLoop(IServiceProvider services, IServiceScopeFactory scopes, TimeSpan interval) : TimedLoop(services, interval)
{
    private const int Batch = 200;
    private readonly ILogger log = services.GetRequiredService<ILoggerFactory>().CreateLogger<CaseLoop>();

    /// <summary>Cases that are due now and not among <paramref name="left"/>; from an index that holds few others.</summary>
    protected abstract Task<IReadOnlyList<Guid>> DueAsync(Tx tx, DateTime now, Guid[] left, int limit);

    /// <summary>What is due is done, unless the case, locked, says otherwise.</summary>
    protected abstract Task DoAsync(Tx tx, CaseFile file, Caller me, DateTime now);

    /// <summary>The applicant is told, once, that the time to hand something in ends on this day.</summary>
    protected static async Task RemindAsync(Tx tx, CaseFile file, DateOnly due, DateTime now)
    {
        if (await tx.ExecuteAsync("update case_file set reminded_on = @today where id = @Id and reminded_on is null", new { file.Id, today = ChinaTime.Date(now) }) == 1)
            tx.Publish(new SupplementDueSoon(file.Id, file.Number!, now, file.AccountId, file.Matter.Name, due));
    }

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        List<Guid> left = [];
        while (await DueAsync([.. left], ct) is [_, ..] due)
            foreach (var id in due)
            {
                ct.ThrowIfCancellationRequested();
                try
                {
                    await DoAsync(id, ct);
                }
                catch (Exception e) when (!ct.IsCancellationRequested && e is PostgresException or not NpgsqlException)
                {
                    log.LogError(e, "{Loop} could not handle case {CaseId}", GetType().Name, id);
                }
                // Handled once a round, also where nothing had to be done after all.
                left.Add(id);
            }
    }

    private async Task<IReadOnlyList<Guid>> DueAsync(Guid[] left, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        return await DueAsync(scope.ServiceProvider.GetRequiredService<Tx>(), Now(scope), left, Batch);
    }

    private async Task DoAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        if (await tx.FindForUpdateAsync(id) is { } file)
            await DoAsync(tx, file, scope.ServiceProvider.GetRequiredService<Caller>(), Now(scope));
        await tx.CommitAsync(ct);
    }

    private static DateTime Now(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
}
