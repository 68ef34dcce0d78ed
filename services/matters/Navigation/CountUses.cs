using Dapper;
using Npgsql;

namespace GovPlatform.Matters;

/// <summary>Tells search every ten minutes what is used more, for the order among equals.</summary>
internal sealed class CountUses(IServiceProvider services, NpgsqlDataSource source, GovSettings settings, Goals goals, TimeProvider time) : TimedLoop(services, TimeSpan.FromMinutes(10))
{
    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        await CountAsync(db, settings.Region, time.Today().AddDays(-goals.FrequentDays));
    }

    /// <summary>Only rows whose number has changed are written.</summary>
    internal static Task<int> CountAsync(NpgsqlConnection db, string region, DateOnly since) => db.ExecuteAsync(
        """
        update matter_search s
        set uses = coalesce(u.uses, 0)
        from matter_search k
        left join (
            select code, sum(count)::integer as uses
            from matter_use
            where region = @region
                and day > @since
            group by code) u on u.code = k.code
        where k.region = @region
            and s.region = k.region
            and s.code = k.code
            and s.uses <> coalesce(u.uses, 0)
        """, new { region, since });
}
