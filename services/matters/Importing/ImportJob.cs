using Dapper;
using Npgsql;

namespace GovPlatform.Matters.Importing;

/// <summary>A file on its way into the catalogue: who sent it, how far it is, and what became of it.</summary>
internal sealed record ImportJob
{
    public const string Queued = "queued";

    public Guid Id { get; init; }
    public string Region { get; init; } = "";
    public Guid Importer { get; init; }
    public string? Department { get; init; }
    public bool AllDepartments { get; init; }
    public bool Publish { get; init; }
    public string Format { get; init; } = "";
    public string File { get; init; } = "";
    public string? MaterialsFile { get; init; }
    public int Attempt { get; init; }

    /// <summary>The importer, as he was when he sent it.</summary>
    public Caller Caller => new(Importer, Kind.Staff, "", 0, Department, [AllDepartments ? Role.Admin : Role.CatalogueEditor], Region);

    public static Task<int> InsertAsync(Tx tx, ImportJob job, DateTime now) => tx.ExecuteAsync(
        """
        insert into import_job (id, region, importer, department, all_departments, publish, format, file, materials_file, status, created_at)
        values (@Id, @Region, @Importer, @Department, @AllDepartments, @Publish, @Format, @File, @MaterialsFile, 'queued', @now)
        """, new { job.Id, job.Region, job.Importer, job.Department, job.AllDepartments, job.Publish, job.Format, job.File, job.MaterialsFile, now });

    /// <summary>Takes the oldest job that is not finished. Whoever had taken it before is dead, or will find that it lost it.</summary>
    public static Task<ImportJob?> TakeAsync(NpgsqlConnection db, DateTime now) => db.QuerySingleOrDefaultAsync<ImportJob>(
        """
        with taken as (
            update import_job
            set status = 'running', attempt = attempt + 1, started_at = @now, rows_total = null, rows_done = 0, errors = 0
            where id = (select id from import_job where status in ('queued', 'running') order by created_at, id limit 1 for update)
            returning id, region, importer, department, all_departments, publish, format, file, materials_file, attempt),
        again as (delete from import_error using taken where job = taken.id)
        select id, region, importer, department, all_departments, publish, format, file, materials_file, attempt
        from taken
        """, new { now });

    public Task TellProgressAsync(NpgsqlConnection db, int? total, int done, int errors) => db.ExecuteAsync(
        "update import_job set rows_total = @total, rows_done = @done, errors = @errors where id = @Id and attempt = @Attempt", new { total, done, errors, Id, Attempt });

    /// <summary>Nothing was stored: refused for what is in it, or failed for what is wrong here.</summary>
    public Task EndAsync(NpgsqlConnection db, string status, StagedRows? rows, int errors, DateTime now) => db.ExecuteAsync(
        $"update import_job set status = @status, {Counts} where id = @Id and attempt = @Attempt",
        new { status, Matters = rows?.MatterCount ?? 0, Materials = rows?.MaterialCount ?? 0, stored = 0, errors, passedOver = PassedOver(rows), now, Id, Attempt });

    /// <summary>In the transaction of what was stored; false where another process has taken the job up.</summary>
    public async Task<bool> DoneAsync(Tx tx, StagedRows rows, int stored, DateTime now) => await tx.ExecuteAsync(
        $"update import_job set status = 'done', {Counts} where id = @Id and attempt = @Attempt and status = 'running'",
        new { Matters = rows.MatterCount, Materials = rows.MaterialCount, stored, errors = 0, passedOver = PassedOver(rows), now, Id, Attempt }) == 1;

    private const string Counts = "matters = @Matters, materials = @Materials, stored = @stored, errors = @errors, passed_over = @passedOver, finished_at = @now";

    private static string[] PassedOver(StagedRows? rows) => rows is null ? [] : [.. rows.Matters.PassedOver.Union(rows.Materials.PassedOver)];
}
