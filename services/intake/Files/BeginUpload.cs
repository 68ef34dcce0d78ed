using System.ComponentModel.DataAnnotations;

namespace GovPlatform.Intake;

/// <summary>A file that will come in parts.</summary>
public sealed record NewUpload
{
    /// <summary>Bytes of the whole.</summary>
    [Range(1, long.MaxValue)]
    public long Size { get; init; }

    /// <summary>SHA-256 of the whole, lower-case hex.</summary>
    [Required, RegularExpression("^[0-9a-f]{64}$")]
    public string Sha256 { get; init; } = "";

    /// <summary>application/pdf, application/ofd, image/jpeg or image/png; the content is held against it.</summary>
    [Required, StringLength(100)]
    public string MediaType { get; init; } = "";

    /// <summary>For its owner; nothing is told by it.</summary>
    [StringLength(255)]
    public string? FileName { get; init; }
}

/// <summary>Begins an upload; content that the same account has handed in before is there at once.</summary>
internal static class BeginUpload
{
    /// <summary>Begins an upload in parts. Content that the caller has uploaded or handed in before is done at once, without a byte.</summary>
    public static async Task<Results<Created<UploadView>, Problem>> Handle(
        NewUpload request, Tx tx, Caller me, PersonalData data, FileSettings settings, TimeProvider time, CancellationToken ct)
    {
        if (!MediaTypes.Accepted.Contains(request.MediaType))
            return FilesProblems.MediaType();
        if (request.Size > settings.UploadBytes)
            return FilesProblems.TooLarge(settings.UploadBytes, "/size");
        var now = time.GetUtcNow().UtcDateTime;
        // One after the other, so that the limits hold.
        await tx.ExecuteAsync($"select pg_advisory_xact_lock(hashtextextended('upload ' || @me, 0)), {SweepFiles.LockShared}", new { me = $"{me.Id}", request.Sha256 });
        var (open, bytes) = await tx.FindAsync<(int, long)>("""
            select count(*) filter (where done_at is null)::int, coalesce(sum(size), 0)::bigint
            from upload
            where account_id = @me
              and expires_at > @now
            """, new { me = me.Id, now });
        if (open >= settings.UploadsOpen)
            return FilesProblems.TooManyUploads(settings.UploadsOpen);
        if (bytes + request.Size > settings.AccountBytes)
            return FilesProblems.AccountFull(settings.AccountBytes);

        var scan = await TouchOwnAsync(tx, request, me, now);
        var upload = new Upload(
            Guid.CreateVersion7(), me.Id, request.Sha256, request.Size, request.MediaType, request.FileName is { } name ? data.Seal(name) : null,
            now + settings.UploadLife, scan is null ? null : now, scan);
        await tx.ExecuteAsync("""
            insert into upload (id, account_id, sha256, size, media_type, name_sealed, created_at, expires_at, done_at)
            values (@Id, @AccountId, @Sha256, @Size, @MediaType, @NameSealed, @now, @ExpiresAt, @DoneAt)
            """, new { upload.Id, upload.AccountId, upload.Sha256, upload.Size, upload.MediaType, upload.NameSealed, upload.ExpiresAt, upload.DoneAt, now });
        tx.Audit("upload.begin", "upload", $"{upload.Id}", new { upload.Sha256, upload.Size, upload.MediaType });
        await tx.CommitAsync(ct);
        return TypedResults.Created($"/api/intake/v1/uploads/{upload.Id}", UploadView.Of(upload, scan is null ? 0 : upload.Size, data));
    }

    /// <summary>The scan state of that very content where this account has it, and null where it has not, whoever else may: who does not have it is not told that it exists.</summary>
    private static Task<string?> TouchOwnAsync(Tx tx, NewUpload request, Caller me, DateTime now) => tx.FindAsync<string?>("""
        with mine as materialized (
            select id
            from case_file
            where account_id = @me
            order by id desc
            limit 200)
        update stored_file
        set last_used_at = @now
        where sha256 = @Sha256
          and size = @Size
          and media_type = @MediaType
          and (exists (select from upload u where u.account_id = @me and u.sha256 = @Sha256 and u.done_at is not null)
            or exists (select from mine join case_material m on m.case_id = mine.id where m.sha256 = @Sha256))
        returning scan
        """, new { me = me.Id, now, request.Sha256, request.Size, request.MediaType });
}
