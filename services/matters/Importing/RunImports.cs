using Npgsql;

namespace GovPlatform.Matters.Importing;

/// <summary>Takes imports up one after the other: all rows of a file are stored in one transaction, or none.</summary>
internal sealed class RunImports(IServiceProvider services, NpgsqlDataSource source, RelaySignal relay, WrittenTogether together, FileStore files, GovSettings settings, TimeProvider time, ILogger<RunImports> log)
    : TimedLoop(services, TimeSpan.FromSeconds(1))
{
    // Of processes that died with it: the file may be what kills them.
    private const int MostAttempts = 5;

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        while (await ImportJob.TakeAsync(db, Now) is { } job)
            await RunAsync(job, db, ct);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task RunAsync(ImportJob job, NpgsqlConnection db, CancellationToken ct)
    {
        if (job.Attempt > MostAttempts)
        {
            log.LogError("Import {Job} was taken up {Attempts} times and never ended", job.Id, MostAttempts);
            await job.EndAsync(db, "failed", null, 0, Now);
            return;
        }
        await using var tx = new Tx(source, relay, together, job.Caller);
        var (rows, errors) = (new StagedRows(tx), new ImportErrors(db, job));
        var stored = await StageAsync(job, rows, errors, db, ct) ? await StoreAsync(job, rows, errors, tx, db, ct) : 0;
        await errors.KeepAsync();
        if (errors.Any)
            await job.EndAsync(db, "refused", rows, errors.Count, Now);
        else if (await job.DoneAsync(tx, rows, stored, Now))
        {
            tx.Audit("matter.import", "import", $"{job.Id}", new { rows.MatterCount, job.Publish });
            await tx.CommitAsync(ct);
        }
        log.LogInformation("Import {Job}: {Matters} matters, {Errors} errors", job.Id, rows.MatterCount, errors.Count);
    }

    /// <summary>False where the rows are not to be read: together they would be too many.</summary>
    private async Task<bool> StageAsync(ImportJob job, StagedRows rows, ImportErrors errors, NpgsqlConnection db, CancellationToken ct)
    {
        await using var file = await files.OpenAsync(job.File, ct) ?? throw new FileNotFoundException(job.File);
        await using var materials = job.MaterialsFile is { } second ? await files.OpenAsync(second, ct) ?? throw new FileNotFoundException(second) : null;
        await rows.CopyAsync(ImportFile.Rows(job.Format, file, materials, errors.Found), async read =>
        {
            await errors.KeepAsync();
            await job.TellProgressAsync(db, null, read, errors.Count);
            return !errors.Enough;
        }, ct);
        var overfull = await rows.OverfullAsync();
        errors.Found.AddRange([.. await rows.MisplacedAsync(), .. overfull]);
        return overfull.Count == 0;
    }

    /// <summary>Checks every row, and stores as long as nothing is wrong. How many matters there were.</summary>
    private async Task<int> StoreAsync(ImportJob job, StagedRows rows, ImportErrors errors, Tx tx, NpgsqlConnection db, CancellationToken ct)
    {
        var (line, done, stored, now) = (0, 0, 0, Now);
        var fields = await FormFields.ReadAsync(db);
        while (!errors.Enough && await rows.NextAsync(line, settings.Region, fields, errors.Found) is [_, ..] batch)
        {
            ct.ThrowIfCancellationRequested();
            errors.Found.AddRange(batch.SelectMany(row => StoreMatters.Check(row, rows.Matters, rows.Materials, job.Publish, job.Caller)));
            if (job.Publish)
                errors.Found.AddRange(await StoreMatters.DifferencesAsync(batch, rows.Matters, rows.Materials, tx));
            if (!errors.Any)
                errors.Found.AddRange(await StoreMatters.StoreAsync(batch, rows.Matters, job.Publish, tx, Actor.Of(job.Caller), now));
            await errors.KeepAsync();
            await tx.FlushAsync(ct);
            (line, done, stored) = (batch[^1].Line, done + batch.Sum(row => 1 + row.PaperLines.Count), stored + batch.Count);
            await job.TellProgressAsync(db, rows.MatterCount + rows.MaterialCount, done, errors.Count);
        }
        return stored;
    }
}
