using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>What was stored of a material.</summary>
/// <param name="Sha256">Digest of the content, lower-case hex; also its ETag.</param>
internal sealed record MaterialStored(string Code, string Sha256, long Size, string MediaType);

/// <summary>Hands one material in: streamed to the content-addressed store, checked by content, then noted on the case.</summary>
internal static class PutMaterial
{
    public const long MostBytes = 20 * 1024 * 1024;

    /// <summary>Stores the request body as this material. The same content again changes nothing; other content needs If-Match with the digest it replaces.</summary>
    public static async Task<Results<Ok<MaterialStored>, Problem>> Handle(
        Guid id, string code, [FromHeader(Name = "If-Match")] string? ifMatch, HttpRequest request, Tx tx, Caller me, FileStore files, TimeProvider time, CancellationToken ct)
    {
        var mediaType = request.GetTypedHeaders().ContentType?.MediaType.Value ?? "";
        if (!MediaTypes.Accepted.Contains(mediaType))
            return Problems.MediaType();
        if (request.ContentLength > MostBytes)
            return Problems.TooLarge(MostBytes);

        // Looked at without a lock first: nobody fills the store for a case that is not his or takes nothing now.
        if (Refused(await ReadAsync(tx, id, code, me, time), null, ifMatch) is { } early)
            return early;
        var head = await request.BodyReader.ReadAtLeastAsync(MediaTypes.HeadLength, ct);
        if (head.Buffer.IsEmpty)
            return Problems.Empty();
        if (!StartsAs(mediaType, head.Buffer))
            return Problems.NotWhatItSays();
        request.BodyReader.AdvanceTo(head.Buffer.Start);
        await tx.DisposeAsync();
        var stored = await files.WriteAsync(request.BodyReader.AsStream(), MostBytes, ct);

        // Locked first and read next: one statement would read the material as it was before the lock was had.
        await tx.ExecuteAsync("select from case_file where id = @id for update", new { id });
        var row = await ReadAsync(tx, id, code, me, time);
        if (Refused(row, stored.Sha256, ifMatch) is { } no)
            return no;
        if (row!.Sha256 != stored.Sha256 || row.Requested)
            await NoteAsync(tx, id, code, me, stored, mediaType, time);
        if (row.Late == true)
            await tx.TellSuppliedAsync(id, me, time.GetUtcNow().UtcDateTime);
        await tx.CommitAsync(ct);
        request.HttpContext.Response.Headers.ETag = $"\"{stored.Sha256}\"";
        return TypedResults.Ok(new MaterialStored(code, stored.Sha256, stored.Size, mediaType));
    }

    private static Task<Row?> ReadAsync(Tx tx, Guid id, string code, Caller me, TimeProvider time) =>
        tx.FindAsync<Row>($"""
            select case_file.status, m.code, m.sha256, m.requested as replaces, {LateMaterials.IsLate} as late
            from case_file
            left join case_material m on m.case_id = case_file.id and m.code = @code
            where case_file.id = @id
              and ({Filers.MaySupply} or {LateMaterials.MayBring})
            """, new { id, code, me = me.Id, clerk = me.Has(Role.Clerk), today = time.Today() });

    private static Problem? Refused(Row? row, string? sha256, string? ifMatch)
    {
        if (row?.Code is null)
            return Problem.NotFound();
        if (row.Late == true && (row.Sha256 is null || row.Sha256 == (sha256 ?? row.Sha256)))
            return null;
        if (row.Sha256 is not null && row.Sha256 != (sha256 ?? row.Sha256) && Precondition.Failed(ifMatch, row.Sha256) is { } stale)
            return stale;
        return row.Status is CaseStatus.Draft or CaseStatus.Returned or CaseStatus.SupplementRequested or CaseStatus.SentBack ? null
            : Problem.Conflict("case-state", "办件当前状态不允许提交材料", "The state of the case takes no materials", row.Status);
    }

    private static bool StartsAs(string mediaType, System.Buffers.ReadOnlySequence<byte> content)
    {
        Span<byte> head = stackalloc byte[MediaTypes.HeadLength];
        var length = (int)Math.Min(head.Length, content.Length);
        System.Buffers.BuffersExtensions.CopyTo(content.Slice(0, length), head);
        return MediaTypes.Matches(mediaType, head[..length]);
    }

    private static async Task NoteAsync(Tx tx, Guid id, string code, Caller me, StoredFile stored, string mediaType, TimeProvider time)
    {
        await tx.ExecuteAsync("""
            update case_material
            set sha256 = @Sha256, media_type = @mediaType, size = @Size, source = @source, supplied_at = @now, requested = false
            where case_id = @id
              and code = @code
            """, new { id, code, stored.Sha256, stored.Size, mediaType, source = me.IsStaff ? "scan" : "upload", now = time.GetUtcNow().UtcDateTime });
        tx.Audit("put-material", "case", id.ToString(), new { code, stored.Sha256 });
    }

    private sealed record Row(string Status, string? Code, string? Sha256, bool? Replaces, bool? Late)
    {
        public bool Requested => Replaces == true;
    }
}
