using Dapper;
using Npgsql;

namespace GovPlatform.Matters.Importing;

/// <summary>Those who sent a file in follow it, and read row by row what was wrong.</summary>
internal static class ReadImport
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        var import = matters.MapGroup("/imports/{id:guid}").AllowRoles(Role.CatalogueEditor, Role.Admin);
        import.MapGet("", ReadAsync).WithName("ReadImport").WithSummary("How far an import of the own department is, and what became of it");
        import.MapGet("/errors", ErrorsAsync).WithName("ListImportErrors").WithSummary("Everything that was wrong, by row and column; nothing is stored where there is any");
    }

    private static async Task<Results<Ok<ImportView>, Problem>> ReadAsync(Guid id, NpgsqlDataSource source, Caller me, HttpResponse response, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (await FindAsync(db, id, me) is not { } job)
            return Problem.NotFound();
        if (job.FinishedAt is null)
            response.Headers.RetryAfter = "1";
        return TypedResults.Ok(job);
    }

    private static async Task<Results<Ok<Page<ImportError>>, Problem>> ErrorsAsync(
        Guid id, int? limit, string? after, NpgsqlDataSource source, Caller me, HttpContext http, CancellationToken ct)
    {
        var last = 0;
        if (after is not null && !Cursor.TryDecode(after, out last))
            return Cursor.Unreadable();
        await using var db = await source.OpenConnectionAsync(ct);
        if (await FindAsync(db, id, me) is null)
            return Problem.NotFound();
        var take = Paging.Limit(limit);
        var rows = (await db.QueryAsync<ImportError>(Errors, new { id, last, limit = take + 1 })).AsList();
        return TypedResults.Ok(Paging.Of(rows, take, row => Cursor.Encode(row.Seq), http));
    }

    internal const string Errors = """
        select seq, sheet, line, column_name as "column", code, zh, en
        from import_error
        where job = @id
            and seq > @last
        order by seq
        limit @limit
        """;

    private static Task<ImportView?> FindAsync(NpgsqlConnection db, Guid id, Caller me) =>
        db.QuerySingleOrDefaultAsync<ImportView>(
            """
            select id, status, publish, format, rows_total, rows_done, matters, materials, stored, errors, passed_over, created_at, started_at, finished_at
            from import_job
            where id = @id
                and (@all or department = @Department)
            """, new { id, all = me.Has(Role.Admin), me.Department });
}

/// <summary>An import as told.</summary>
internal sealed record ImportView
{
    // Settable members: Dapper finds no constructor that takes an array.
    public required Guid Id { get; init; }

    /// <summary>queued, running, done (all is stored), refused (nothing is, see errors) or failed (nothing is, and not for what is in the file).</summary>
    public required string Status { get; init; }

    public bool Publish { get; init; }

    /// <summary>csv, xlsx or exchange.</summary>
    public required string Format { get; init; }

    /// <summary>Rows in the file; null until it is read.</summary>
    public int? RowsTotal { get; init; }

    public int RowsDone { get; init; }

    public int Matters { get; init; }

    public int Materials { get; init; }

    /// <summary>Versions stored; 0 where anything was wrong.</summary>
    public int Stored { get; init; }

    public int Errors { get; init; }

    /// <summary>Columns of the file that are known and not kept here.</summary>
    public string[] PassedOver { get; init; } = [];

    public DateTime CreatedAt { get; init; }

    public DateTime? StartedAt { get; init; }

    public DateTime? FinishedAt { get; init; }
}

/// <summary>What is wrong with one row.</summary>
/// <param name="Sheet">matters or materials.</param>
/// <param name="Line">Line of the CSV file, row of the sheet, or place in the array; the first is 1.</param>
/// <param name="Column">What the file calls the column; null where the whole row or file is meant.</param>
internal sealed record ImportError(int Seq, string Sheet, int Line, string? Column, string Code, string Zh, string En);
