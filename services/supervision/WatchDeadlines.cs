using Dapper;
using Npgsql;

namespace GovPlatform.Supervision;

/// <summary>Tells the metric gov.deadline.overdue, by department, each minute, in every replica.</summary>
internal sealed class WatchDeadlines(IServiceProvider services, NpgsqlDataSource source, TimeProvider time)
    : TimedLoop(services, TimeSpan.FromMinutes(1), leased: false)
{
    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        var figures = await db.QueryAsync<ReadFigures.DepartmentFigures>(
            ReadFigures.Sql, new { today = time.Today(), all = true, mine = (string?)null });
        foreach (var department in figures)
            GovTelemetry.DeadlineOverdue.Record(department.Overdue, new KeyValuePair<string, object?>("gov.department", department.DepartmentCode));
    }
}
