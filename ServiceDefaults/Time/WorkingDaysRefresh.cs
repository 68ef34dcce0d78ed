using GovPlatform.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>Every 30 seconds takes in the calendar that another replica of this service was told.</summary>
internal sealed class WorkingDaysRefresh(WorkingDays days, NpgsqlDataSource source, DatabaseReady database, ILogger<WorkingDaysRefresh> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.WaitAsync(stoppingToken);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(30));
            do
            {
                try
                {
                    await ReadAsync(stoppingToken);
                }
                catch (NpgsqlException e)
                {
                    log.LogWarning("The calendar stays as it was: {Reason}", e.Message);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    internal async Task ReadAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select year, revision, published, days_off, work_days from calendar_year");
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            days.Learn(new(row.GetInt32(0), row.GetInt32(1), row.GetBoolean(2), row.GetFieldValue<DateOnly[]>(3), row.GetFieldValue<DateOnly[]>(4)));
    }
}
