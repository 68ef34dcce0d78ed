using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>An upload in parts, of its owner only.</summary>
internal sealed record Upload(Guid Id, Guid AccountId, string Sha256, long Size, string MediaType, string? NameSealed, DateTime ExpiresAt, DateTime? DoneAt, string? Scan)
{
    public const string Open = "open";
    public const string Done = "done";
    public const string Folder = "uploads";

    public string Status => DoneAt is null ? Open : Done;

    /// <summary>Null for strangers, and once it has expired.</summary>
    public static async Task<Upload?> FindAsync(NpgsqlDataSource source, Guid id, Caller me, DateTime now, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        return await db.QuerySingleOrDefaultAsync<Upload>("""
            select u.id, u.account_id, u.sha256, u.size, u.media_type, u.name_sealed, u.expires_at, u.done_at, s.scan
            from upload u
            left join stored_file s on s.sha256 = u.sha256 and u.done_at is not null
            where u.id = @id
              and u.account_id = @me
              and u.expires_at > @now
            """, new { id, me = me.Id, now });
    }

    /// <summary>Removes it with what has arrived; finished content stays in the store as long as a case names it.</summary>
    public static async Task<bool> DropAsync(NpgsqlDataSource source, FileStore files, Guid id, Guid owner, CancellationToken ct)
    {
        await using var db = await source.OpenConnectionAsync(ct);
        if (await db.ExecuteAsync("delete from upload where id = @id and account_id = @owner", new { id, owner }) == 0)
            return false;
        File.Delete(PathOf(files, id));
        return true;
    }

    public static string PathOf(FileStore files, Guid id) => Path.Combine(files.WorkFolder(Folder), $"{id:N}");

    /// <summary>How much has arrived. The file tells, so that a killed process leaves no wrong number.</summary>
    public long Offset(FileStore files) => DoneAt is not null ? Size : new FileInfo(PathOf(files, Id)) is { Exists: true } file ? file.Length : 0;
}

/// <summary>An upload as its owner sees it.</summary>
/// <param name="NextOffset">Where the next part begins; the size when all is there.</param>
/// <param name="Status">open or done; when done it can be handed in as a material.</param>
/// <param name="Scan">not-scanned, pending, clean, infected or failed; null while open.</param>
internal sealed record UploadView(Guid Id, string Status, long Size, long NextOffset, string Sha256, string MediaType, string? FileName, string? Scan, DateTime ExpiresAt)
{
    public static UploadView Of(Upload upload, long offset, PersonalData data) => new(
        upload.Id, upload.Status, upload.Size, offset, upload.Sha256, upload.MediaType, upload.NameSealed is { } name ? data.Open(name) : null, upload.Scan, upload.ExpiresAt);
}
