using Dapper;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>Hourly: makes the coming months' partitions, and drops inbox rows after 30 days and idempotency keys after 7, in batches.</summary>
internal sealed class Cleanup(IServiceProvider services, NpgsqlDataSource source) : TimedLoop(services, TimeSpan.FromHours(1))
{
    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        await Partitions.EnsureAsync(db, "event", months: 2, ct: ct);
        await DeleteAsync(db, "inbox", "handled_at < now() - interval '30 days'", ct);
        await DeleteAsync(db, "idempotency", "created_at < now() - interval '7 days'", ct);
    }

    private static async Task DeleteAsync(NpgsqlConnection db, string table, string old, CancellationToken ct)
    {
        while (await db.ExecuteAsync($"delete from {table} where ctid = any(array(select ctid from {table} where {old} limit 5000))") == 5000)
            ct.ThrowIfCancellationRequested();
    }
}
