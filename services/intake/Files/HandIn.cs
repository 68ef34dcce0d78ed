namespace GovPlatform.Intake;

/// <summary>Content that is handed in for a material, whatever way it came.</summary>
/// <param name="Source">upload, scan, licence, shared or post.</param>
internal sealed record Content(string Sha256, long Size, string MediaType, string Source);

/// <summary>What was stored of a material.</summary>
/// <param name="Sha256">Digest of the content, lower-case hex; also its ETag.</param>
internal sealed record MaterialStored(string Code, string Sha256, long Size, string MediaType, string Source);

/// <summary>A material takes content: who may hand it in, when, how much of it, and what that replaces.</summary>
internal static class HandIn
{
    /// <summary>The case and the material as this caller may hand it in, without a lock; null members where there is none.</summary>
    public static Task<Material?> FindAsync(Tx tx, Guid id, string code, Caller me, DateTime now) =>
        tx.FindAsync<Material>($"""
            select case_file.status, case_file.account_id, m.code, m.sha256, m.requested, m.max_bytes, {LateMaterials.IsLate} as late
            from case_file
            left join case_material m on m.case_id = case_file.id and m.code = @code
            where case_file.id = @id
              and ({Filers.MaySupply} or {LateMaterials.MayBring})
            """, new { id, code, me = me.Id, clerk = me.Has(Role.Clerk), today = ChinaTime.Date(now) });

    /// <summary>Notes the content on the case, in the transaction; the same content again changes nothing.</summary>
    public static async Task<Problem?> NoteAsync(Tx tx, Guid id, string code, string? ifMatch, Content content, Caller me, FileSettings settings, DateTime now)
    {
        // Locked first and read next: one statement would read the material as it was before the lock was had.
        await tx.ExecuteAsync("select from case_file where id = @id for update", new { id });
        var material = await FindAsync(tx, id, code, me, now);
        if (Refused(material, content.Sha256, ifMatch) is { } no)
            return no;
        if (content.Size > material!.Most(settings))
            return FilesProblems.TooLarge(material.Most(settings));
        if (material.Sha256 != content.Sha256 || material.Requested == true)
            await SetAsync(tx, id, code, content, now);
        if (material.Late)
            await tx.TellSuppliedAsync(id, me, now);
        return null;
    }

    /// <summary>Notes it, commits, and answers.</summary>
    public static async Task<Results<Ok<MaterialStored>, Problem>> AnswerAsync(
        Tx tx, Guid id, string code, string? ifMatch, Content content, Caller me, FileSettings settings, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await NoteAsync(tx, id, code, ifMatch, content, me, settings, time.GetUtcNow().UtcDateTime) is { } no)
            return no;
        await tx.CommitAsync(ct);
        response.Headers.ETag = $"\"{content.Sha256}\"";
        return TypedResults.Ok(new MaterialStored(code, content.Sha256, content.Size, content.MediaType, content.Source));
    }

    /// <param name="sha256">What is handed in; null while that is not known yet.</param>
    public static Problem? Refused(Material? material, string? sha256, string? ifMatch)
    {
        if (material?.Code is null)
            return Problem.NotFound();
        if (material.Late && (material.Sha256 is null || material.Sha256 == (sha256 ?? material.Sha256)))
            return null;
        if (material.Sha256 is not null && material.Sha256 != (sha256 ?? material.Sha256) && Precondition.Failed(ifMatch, material.Sha256) is { } stale)
            return stale;
        return material.Status is CaseStatus.Draft or CaseStatus.Returned or CaseStatus.SupplementRequested or CaseStatus.SentBack ? null
            : Problem.Conflict("case-state", "办件当前状态不允许提交材料", "The state of the case takes no materials", material.Status);
    }

    /// <summary>Where the paper came from: the counter scans what people bring.</summary>
    public static string SourceOf(Caller me) => me.IsStaff ? "scan" : "upload";

    private static async Task SetAsync(Tx tx, Guid id, string code, Content content, DateTime now)
    {
        await tx.ExecuteAsync("""
            update case_material
            set sha256 = @Sha256, media_type = @MediaType, size = @Size, source = @Source, supplied_at = @now, requested = false,
                original_check = null, original_checked_by = null, original_checked_at = null
            where (case_id, code) in (
                select @id, @code
                union all
                -- In a package it is handed in once for every sub-case that asks for it, while they are drafts.
                select sibling.id, same.code
                from case_file mine
                join case_material handed on handed.case_id = mine.id and handed.code = @code
                join case_file sibling on sibling.package_id = mine.package_id and sibling.id <> mine.id and sibling.status = 'draft'
                join case_material same on same.case_id = sibling.id and btrim(same.name) = btrim(handed.name) and same.from_item is null
                where mine.id = @id
                  and mine.status = 'draft')
            """, new { id, code, content.Sha256, content.Size, content.MediaType, content.Source, now });
        tx.Audit("put-material", "case", id.ToString(), new { code, content.Sha256, content.Source });
    }

    internal sealed record Material(string Status, Guid AccountId, string? Code, string? Sha256, bool? Requested, long? MaxBytes, bool Late)
    {
        public long Most(FileSettings settings) => MaxBytes ?? settings.MostBytes;
    }
}
