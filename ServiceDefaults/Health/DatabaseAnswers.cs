using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>The database is migrated and answers over a pooled connection.</summary>
internal sealed class DatabaseAnswers(NpgsqlDataSource source, DatabaseReady ready) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!ready.IsReady)
            return HealthCheckResult.Unhealthy("not migrated yet");
        await using var command = source.CreateCommand("select 1");
        await command.ExecuteScalarAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
