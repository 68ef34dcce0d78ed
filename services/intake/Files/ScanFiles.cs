using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>Has the scanner look at what has come in, the oldest first; what came before there was one is scanned when nothing newer waits.</summary>
internal sealed class ScanFiles(IServiceProvider services, IServiceScopeFactory scopes, NpgsqlDataSource source, FileStore files, FileSettings settings, TimeProvider time, ILogger<ScanFiles> log)
    : TimedLoop(services, TimeSpan.FromSeconds(1))
{
    private const int AtOnce = 4;
    private const int MostTries = 3;

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        if (settings.Clamd is not { } address)
            return;
        var clamd = new Clamd(address);
        string? engine = null;
        while (await WaitingAsync(ct) is [_, ..] waiting)
        {
            engine ??= await clamd.VersionAsync(ct);
            await Parallel.ForEachAsync(waiting, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (sha256, stop) => await ScanAsync(clamd, engine, sha256, stop));
        }
    }

    private async Task<IReadOnlyList<string>> WaitingAsync(CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        return (await db.QueryAsync<string>("""
            (select sha256 from stored_file where scan = 'pending' order by stored_at limit @batch)
            union all
            (select sha256 from stored_file where scan = 'not-scanned' order by stored_at limit @batch)
            limit @batch
            """, new { batch = 4 * AtOnce })).AsList();
    }

    /// <summary>A scanner that does not answer ends the round, and nothing is said of the file; one that cannot read it is asked again, and then that is said.</summary>
    private async Task ScanAsync(Clamd clamd, string engine, string sha256, CancellationToken ct)
    {
        Verdict verdict;
        await using (var content = await files.OpenAsync(sha256, ct))
            verdict = content is null ? new(Scan.Failed, "not in the store") : await clamd.ScanAsync(content, ct);
        await using var scope = scopes.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        var now = await tx.FindAsync<string?>("""
            update stored_file
            set scan = case when @Scan = 'failed' and scan_tries + 1 < @MostTries then 'pending' else @Scan end,
                scan_tries = scan_tries + 1, scan_engine = @engine, scan_signature = @Signature, scanned_at = @now
            where sha256 = @sha256
            returning scan
            """, new { sha256, verdict.Scan, verdict.Signature, engine, MostTries, now = time.GetUtcNow().UtcDateTime });
        if (now is Scan.Infected or Scan.Failed)
        {
            tx.Audit($"file.{now}", "file", sha256, new { verdict.Signature, engine });
            log.LogWarning("File {Sha256} is {Scan}: {Signature}", sha256, now, verdict.Signature);
        }
        await tx.CommitAsync(ct);
    }
}
