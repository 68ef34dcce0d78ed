using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>
/// Once a night, in one replica: content that nothing names any more leaves the store, with its previews. Nobody loses what is handed in meanwhile: content that was touched lately
/// is left alone, and what touches it again waits for the lock under which it is looked at once more and removed (<see cref="StoredFiles"/>, <see cref="BeginUpload"/>, <see cref="TakeOnFile"/>). The file goes before
/// its row, so that killed between the two the next night finds the row and goes on.
/// </summary>
internal sealed class SweepFiles(
    IServiceProvider services, IServiceScopeFactory scopes, NpgsqlDataSource source, FileStore files, Previews previews, FileSettings settings, TimeProvider time, ILogger<SweepFiles> log)
    : TimedLoop(services, TimeSpan.FromMinutes(10))
{
    private const int Batch = 5000;
    private static readonly TimeOnly Begins = new(2, 0);
    private static readonly TimeSpan PreviewsLast = TimeSpan.FromDays(30);

    /// <summary>Whoever brings content that may be swept holds this until it is named or touched.</summary>
    public const string LockShared = "pg_advisory_xact_lock_shared(hashtextextended('file ' || @Sha256, 0))";

    /// <summary>As that, of several digests at once.</summary>
    public const string LockAllShared = "select pg_advisory_xact_lock_shared(hashtextextended('file ' || sha256, 0)) from unnest(@digests) as content (sha256)";

    // Of s: everything in this database that names content of the store. A table that comes to name some belongs here.
    private const string Unnamed = """
        s.last_used_at < @old
          and not exists (select from case_material m where m.sha256 = s.sha256)
          and not exists (select from replaced_content r where r.sha256 = s.sha256)
          and not exists (select from upload u where u.sha256 = s.sha256)
          and not exists (select from case_file f where f.agent ->> 'authoritySha256' = s.sha256)
          and not exists (select from letter l where l.scan_sha256 = s.sha256)
          and not exists (select from document d where d.sha256 = s.sha256)
          and not exists (select from issued_document i where i.seal_sha256 = s.sha256)
          and not exists (select from seal where seal.sha256 = s.sha256)
        """;

    public const string BatchSql = $"""
        with batch as materialized (
            select sha256, last_used_at
            from stored_file
            where sha256 > @after
            order by sha256
            limit @Batch)
        select (select max(sha256) from batch) as last, array(select s.sha256 from batch s where {Unnamed}) as unnamed
        """;

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (now < ChinaTime.Utc(ChinaTime.Date(now), Begins) || !await IsFirstAsync(ChinaTime.Date(now), ct))
            return;
        previews.DropMadeBefore(TimeProvider.System.GetUtcNow().UtcDateTime - PreviewsLast);
        log.LogInformation("{Count} files that nothing named were swept", await SweepAsync(ct));
    }

    /// <summary>How much was removed.</summary>
    internal async Task<int> SweepAsync(CancellationToken ct)
    {
        var (after, swept, old) = ("", 0, time.GetUtcNow().UtcDateTime - settings.SweepAfter);
        while (true)
        {
            (string? Last, string[] Unnamed) batch;
            await using (var db = await source.OpenConnectionAsync(ct))
                batch = await db.QuerySingleAsync<(string?, string[])>(BatchSql, new { after, old, Batch });
            if (batch.Last is null)
                return swept;
            foreach (var sha256 in batch.Unnamed)
                swept += await DropAsync(sha256, old, ct) ? 1 : 0;
            after = batch.Last;
        }
    }

    private async Task<bool> DropAsync(string sha256, DateTime old, CancellationToken ct)
    {
        // This transaction holds the digest's lock and nothing else, however far away the store is; it ends with its connection.
        await using var db = await source.OpenConnectionAsync(ct);
        await using var turn = await db.BeginTransactionAsync(ct);
        if (!await db.ExecuteScalarAsync<bool>("select pg_try_advisory_xact_lock(hashtextextended('file ' || @sha256, 0))", new { sha256 }, turn)
            || !await db.ExecuteScalarAsync<bool>($"select exists (select from stored_file s where s.sha256 = @sha256 and {Unnamed})", new { sha256, old }, turn))
            return false;
        await files.DeleteAsync(sha256, ct);
        previews.Drop(sha256);
        await ForgetAsync(sha256, ct);
        return true;
    }

    private async Task ForgetAsync(string sha256, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        await tx.ExecuteAsync("delete from stored_file where sha256 = @sha256", new { sha256 });
        tx.Audit("file.sweep", "file", sha256);
        await tx.CommitAsync(ct);
    }

    private async Task<bool> IsFirstAsync(DateOnly day, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        return await db.ExecuteAsync("insert into sweep (day) values (@day) on conflict do nothing", new { day }) == 1;
    }
}
