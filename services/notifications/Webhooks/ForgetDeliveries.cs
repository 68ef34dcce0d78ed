using Dapper;
using Npgsql;

namespace GovPlatform.Notifications;

/// <summary>Deliveries can be caught up with for thirty days.</summary>
internal sealed class ForgetDeliveries(IServiceProvider services, NpgsqlDataSource source, TimeProvider time) : TimedLoop(services, TimeSpan.FromHours(1))
{
    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        await db.ExecuteAsync("delete from webhook_delivery where told_at < @old and next_try is null", new { old = time.GetUtcNow().UtcDateTime.AddDays(-30) });
    }
}
