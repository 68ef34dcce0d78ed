using Dapper;
using Npgsql;

namespace GovPlatform.CrossRegion;

/// <summary>Removes nonces whose signatures have expired long since.</summary>
internal sealed class ForgetNonces(IServiceProvider services, NpgsqlDataSource source) : TimedLoop(services, TimeSpan.FromMinutes(10))
{
    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        await db.ExecuteAsync("delete from nonce where expires_at < @now", new { now = TimeProvider.System.GetUtcNow().UtcDateTime });
    }
}
