using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>Work done every so often, by one replica at a time: an advisory lock is the lease, so a killed replica frees it at once.</summary>
/// <param name="leased">False for what every replica does, as recording a gauge: one that has lost the lease would tell its last value for ever.</param>
public abstract class TimedLoop(IServiceProvider services, TimeSpan interval, bool leased = true) : BackgroundService
{
    /// <summary>One round; a round that throws is logged and tried again at the next.</summary>
    protected abstract Task RunOnceAsync(CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(GetType());
        try
        {
            await services.GetRequiredService<DatabaseReady>().WaitAsync(stoppingToken);
            using var timer = new PeriodicTimer(interval);
            do
            {
                try
                {
                    await (leased ? RunWithLeaseAsync(stoppingToken) : RunOnceAsync(stoppingToken));
                }
                catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                {
                    log.LogWarning("{Loop} will be tried again: {Reason}", GetType().Name, e.Message);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task RunWithLeaseAsync(CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(ct);
        await using var lease = await db.BeginTransactionAsync(ct);
        if (await db.ExecuteScalarAsync<bool>("select pg_try_advisory_xact_lock(hashtext(@name))", new { name = GetType().FullName }, lease))
            await RunOnceAsync(ct);
    }
}
