using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>What a scanner has said of content.</summary>
internal static class Scan
{
    /// <summary>There is no scanner, or was none when it came.</summary>
    public const string Not = "not-scanned";

    public const string Pending = "pending";
    public const string Clean = "clean";
    public const string Infected = "infected";

    /// <summary>The scanner could not read it, more than once.</summary>
    public const string Failed = "failed";

    /// <summary>Why a case does not go on with these materials: at the applicant's end what is harmful, at the counter's also what is not known to be clean.</summary>
    /// <param name="atCounter">Null for the applicant's steps: who hands in does not wait for the scanner.</param>
    public static Problem? Stops(IReadOnlyList<CaseMaterial> materials, FileSettings? atCounter = null) =>
        materials.Where(m => m.Scan == Infected).ToList() is [_, ..] infected ? FilesProblems.InfectedMaterials(infected.Select(m => (m.Code, m.Name)))
        : atCounter is null ? null
        : atCounter.Clamd is not null && materials.Any(m => m.Scan == Pending) ? FilesProblems.ScanPending()
        : atCounter.ScanRequired && materials.Where(m => m.Scan is not (null or Clean)).ToList() is [_, ..] unsure ? FilesProblems.NotCleanMaterials(unsure.Select(m => (m.Code, m.Name)))
        : null;

    /// <summary>Why this content is not shown; null where it is. Its owner sees what is not known to be harmful.</summary>
    public static Problem? Hides(string scan, bool owner, FileSettings settings) => scan switch
    {
        Infected => FilesProblems.Infected(),
        _ when owner => null,
        Pending when settings.Clamd is not null => FilesProblems.ScanPending(),
        Clean => null,
        _ => settings.ScanRequired ? FilesProblems.NotClean(scan) : null,
    };
}

/// <summary>The content that intake keeps, by its digest.</summary>
internal sealed class StoredFiles(NpgsqlDataSource source, FileStore files, FileSettings settings, TimeProvider time)
{
    /// <summary>Puts looked-at content into the store. Known first and kept then: the sweep leaves alone what was touched lately.</summary>
    /// <param name="path">In a work folder of the store; the file may be gone then.</param>
    public async Task KeepAsync(string path, StoredFile file, string mediaType, CancellationToken ct)
    {
        await using (var db = await source.OpenConnectionAsync(ct))
            await db.ExecuteAsync(Touch, new { file.Sha256, file.Size, mediaType, now = time.GetUtcNow().UtcDateTime, scan = settings.Clamd is null ? Scan.Not : Scan.Pending });
        await files.KeepAsync(path, file, ct);
    }

    // What was touched within the hour is not written again: many hand in the same form at once, and its row would be a queue.
    // Where the sweep removes this very content, it is waited for: it is stored anew then.
    private const string Touch = $"""
        with swept as materialized (
            select {SweepFiles.LockShared})
        insert into stored_file (sha256, size, media_type, stored_at, last_used_at, scan)
        select @Sha256, @Size, @mediaType, @now, @now, @scan
        from swept
        where not exists (select from stored_file where sha256 = @Sha256 and last_used_at > @now - interval '1 hour')
        on conflict (sha256) do update
        set last_used_at = excluded.last_used_at
        """;
}
