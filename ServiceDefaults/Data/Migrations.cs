using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>Becomes done when the database is there and migrated; consumers, loops and requests wait for it.</summary>
public sealed class DatabaseReady
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsReady => ready.Task.IsCompletedSuccessfully;

    public Task WaitAsync(CancellationToken ct) => ready.Task.WaitAsync(ct);

    internal void Done() => ready.TrySetResult();
}

/// <summary>Runs the numbered SQL files, the platform's before the service's, each once and in one transaction, under an advisory lock.</summary>
internal sealed class Migrations(NpgsqlDataSource source, DatabaseReady ready, IHostEnvironment environment, IHostApplicationLifetime lifetime, ILogger<Migrations> log)
    : BackgroundService
{
    private const long Lock = 0x676f76_6d696772; // "gov" "migr"

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = TimeSpan.FromMilliseconds(200);
        while (true)
        {
            try
            {
                await Database.CreateIfMissingAsync(source, stoppingToken);
                await RunAsync(stoppingToken);
                ready.Done();
                return;
            }
            catch (NpgsqlException e) when (Database.IsAway(e))
            {
                // The database is not there yet: what starts the platform need not order it.
                log.LogInformation("Waiting for the database: {Reason}", e.Message);
                await Task.Delay(wait, stoppingToken);
                wait = TimeSpan.FromSeconds(Math.Min(5, wait.TotalSeconds * 2));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogCritical(e, "Migration failed; the service stops");
                Environment.ExitCode = 1;
                lifetime.StopApplication();
                return;
            }
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        await db.ExecuteAsync("select pg_advisory_lock(@Lock)", new { Lock });
        try
        {
            await db.ExecuteAsync("""
                create table if not exists migration (
                    name text primary key,
                    checksum text not null,
                    applied_at timestamptz not null default now())
                """);
            var applied = (await db.QueryAsync<(string Name, string Checksum)>("select name, checksum from migration")).ToDictionary();
            foreach (var (name, sql) in Files(typeof(Migrations).Assembly, "platform/").Concat(Files(Assembly.Load(environment.ApplicationName), "")))
                await ApplyAsync(db, applied, name, sql, ct);
            await Partitions.EnsureAsync(db, "event", months: 2, ct: ct);
        }
        finally
        {
            await db.ExecuteAsync("select pg_advisory_unlock(@Lock)", new { Lock });
        }
    }

    private async Task ApplyAsync(NpgsqlConnection db, Dictionary<string, string> applied, string name, string sql, CancellationToken ct)
    {
        var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql.ReplaceLineEndings("\n"))));
        if (applied.TryGetValue(name, out var before))
        {
            if (before != checksum)
                throw new InvalidOperationException($"Migration {name} was changed after it ran (checksum {before[..12]} became {checksum[..12]}): add a new file instead.");
            return;
        }
        await using var tx = await db.BeginTransactionAsync(ct);
        await db.ExecuteAsync(sql, transaction: tx, commandTimeout: 600);
        await db.ExecuteAsync("insert into migration (name, checksum) values (@name, @checksum)", new { name, checksum }, tx);
        await tx.CommitAsync(ct);
        log.LogInformation("Migration {Name} applied", name);
    }

    private static IEnumerable<(string Name, string Sql)> Files(Assembly assembly, string prefix) =>
        from resource in assembly.GetManifestResourceNames()
        where resource.StartsWith("migrations/", StringComparison.Ordinal)
        orderby resource
        select (prefix + resource["migrations/".Length..], Read(assembly, resource));

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
