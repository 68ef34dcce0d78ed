using Dapper;
using Npgsql;

namespace GovPlatform.Identity;

/// <summary>Where the platform clock stands and who has seen it, for all replicas of identity.</summary>
internal static class PlatformClockTable
{
    public const string Channel = "platform_clock";

    public const string Reading = "select revision, offset_ticks from clock";

    /// <summary>A process that has not asked for this long is no longer waited for.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(30);

    /// <summary>Notes what a process has, and answers when that was.</summary>
    public static Task<DateTime> SeenAsync(NpgsqlConnection db, string process, long revision) =>
        db.ExecuteScalarAsync<DateTime>("""
            insert into clock_process (process, revision, seen_at) values (@process, @revision, now())
            on conflict (process) do update set revision = greatest(clock_process.revision, excluded.revision), seen_at = now()
            returning seen_at
            """, new { process, revision });
}
