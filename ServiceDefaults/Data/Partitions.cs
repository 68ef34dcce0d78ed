using Dapper;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>Month partitions of the tables that grow for ever (event, audit): made ahead, so that a write never waits for one.</summary>
public static class Partitions
{
    /// <summary>Makes the partitions {table}_yyyyMM of the month of <paramref name="from"/> (UTC; now by default) and of the <paramref name="months"/> after it. One cheap read when all are there; safe from several processes at once.</summary>
    public static async Task EnsureAsync(
        NpgsqlConnection connection, string table, int months, DateTime? from = null, CancellationToken ct = default)
    {
        var now = from ?? TimeProvider.System.GetUtcNow().UtcDateTime;
        var first = new DateTime(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        var wanted = Enumerable.Range(0, months + 1).Select(n => first.AddMonths(n)).ToDictionary(start => $"{table}_{start:yyyyMM}");
        var missing = await connection.QueryAsync<string>(new CommandDefinition(
            "select name from unnest(@names) name where to_regclass(name) is null",
            new { names = wanted.Keys.ToArray() }, cancellationToken: ct));
        var statements = missing.Select(name =>
            $"create table if not exists {name} partition of {table} for values from ('{wanted[name]:yyyy-MM-dd}T00:00Z') to ('{wanted[name].AddMonths(1):yyyy-MM-dd}T00:00Z');");
        // One batch is one transaction, so the lock holds until the last partition is there; 'if not exists' alone can still collide.
        var sql = string.Join('\n', statements);
        if (sql.Length > 0)
        {
            await connection.ExecuteAsync(new CommandDefinition($"select pg_advisory_xact_lock(hashtext('partitions'));\n{sql}", cancellationToken: ct));
        }
    }
}
