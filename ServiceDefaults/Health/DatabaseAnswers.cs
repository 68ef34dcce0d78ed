using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>Asks the database over a pooled connection.</summary>
internal sealed class DatabaseAnswers(NpgsqlDataSource source) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var command = source.CreateCommand("select 1");
        await command.ExecuteScalarAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
