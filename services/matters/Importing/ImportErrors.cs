using Dapper;
using Npgsql;

namespace GovPlatform.Matters.Importing;

/// <summary>What was wrong with the rows of a job: kept beside the transaction that is rolled back for them, a batch at a time.</summary>
internal sealed class ImportErrors(NpgsqlConnection db, ImportJob job)
{
    private const int BatchSize = 250;

    /// <summary>Found and not yet kept.</summary>
    public List<RowError> Found { get; } = [];

    public int Count { get; private set; }

    public bool Any => Count + Found.Count > 0;

    /// <summary>Nobody reads on: the file is of another kind.</summary>
    public bool Enough => Count >= 100_000;

    /// <summary>Keeps what was found.</summary>
    public async Task KeepAsync()
    {
        foreach (var batch in Found.Chunk(BatchSize))
        {
            // Another process may have taken the job up, and begun its own report.
            await db.ExecuteAsync(
                """
                insert into import_error (job, seq, sheet, line, column_name, code, zh, en)
                select @Id, @Count + place, sheet, line, column_name, code, zh, en
                from unnest(@sheets, @lines, @columns, @codes, @zh, @en) with ordinality as error (sheet, line, column_name, code, zh, en, place)
                where exists (select from import_job where id = @Id and attempt = @Attempt)
                on conflict do nothing
                """,
                new
                {
                    job.Id, job.Attempt, Count, sheets = batch.Select(error => error.Sheet).ToArray(), lines = batch.Select(error => error.Line).ToArray(),
                    columns = batch.Select(error => error.Column).ToArray(), codes = batch.Select(error => error.Code).ToArray(),
                    zh = batch.Select(error => error.Zh).ToArray(), en = batch.Select(error => error.En).ToArray(),
                });
            Count += batch.Length;
        }
        Found.Clear();
    }
}
