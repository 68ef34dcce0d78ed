using System.Text.Json;

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
    public static async Task<Material?> FindAsync(Tx tx, Guid id, string code, Caller me, DateTime now) =>
        await FindAsync(tx, id, [code], me, now) is [var found, ..] ? found : null;

    /// <summary>As the other, for several; empty where the case is not this caller's.</summary>
    public static Task<IReadOnlyList<Material>> FindAsync(Tx tx, Guid id, string[] codes, Caller me, DateTime now) =>
        tx.QueryAsync<Material>($"""
            select case_file.status, case_file.version, case_file.handled_by, case_file.handled_until, m.code, m.name, coalesce(m.sha256, m.reference) as has, m.requested, {LeastSql} as max_bytes, {LateMaterials.IsLate} as late, {Infected} as infected
            from case_file
            left join case_material m on m.case_id = case_file.id and m.code = any(@codes)
            where case_file.id = @id
              and ({Filers.MaySupply} or {LateMaterials.MayBring} or (@clerk and case_file.status in ('accepted', 'in-approval') and {Infected}))
            """, new { id, codes, me = me.Id, clerk = me.Has(Role.Clerk), today = ChinaTime.Date(now) });

    private const string Infected = "exists (select from stored_file s where s.sha256 = m.sha256 and s.scan = 'infected')";

    // Content goes to the other sub-cases of a package too, as SetAsync does it: the least of their limits holds.
    private const string LeastSql = """
        least(m.max_bytes, (
            select min(same.max_bytes)
            from case_file sibling
            join case_material same on same.case_id = sibling.id and btrim(same.name) = btrim(m.name) and same.from_item is null
            where case_file.status = 'draft'
              and sibling.package_id = case_file.package_id
              and sibling.status = 'draft'))
        """;

    /// <summary>Notes the content on the case, in the transaction; the same content again changes nothing.</summary>
    public static async Task<Problem?> NoteAsync(Tx tx, Guid id, string code, string? ifMatch, Content content, Caller me, FileSettings settings, DateTime now)
    {
        // Locked first and read next: one statement would read the material as it was before the lock was had.
        await tx.ExecuteAsync("select from case_file where id = @id for update", new { id });
        var material = await FindAsync(tx, id, code, me, now);
        if (Refused(material, content.Sha256, ifMatch, me) is { } no)
            return no;
        if (content.Size > material!.Most(settings))
            return FilesProblems.TooLarge(material.Most(settings));
        if (material.Has != content.Sha256 || material.Requested == true)
            await SetAsync(tx, id, [new(code, content.Source, content.Sha256, content.Size, content.MediaType)], now);
        await TellAsync(tx, id, [(material, content.Sha256)], me, now);
        return null;
    }

    /// <summary>Approval hears what it could not know: infected content that was replaced, or that all has come that was to come later.</summary>
    /// <param name="handed">Materials as they were, each with what it has now.</param>
    public static async Task TellAsync(Tx tx, Guid id, IReadOnlyList<(Material Was, string Has)> handed, Caller me, DateTime now)
    {
        if (handed.Any(one => one.Was is { Infected: true, Status: CaseStatus.Accepted or CaseStatus.InApproval } && one.Was.Has != one.Has))
            await tx.TellReplacedAsync(id, me, now);
        else if (handed.Any(one => one.Was.Late))
            await tx.TellSuppliedAsync(id, me, now);
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

    /// <param name="reference">Digest, or licence, that is handed in; null while that is not known yet.</param>
    public static Problem? Refused(Material? material, string? reference, string? ifMatch, Caller me)
    {
        if (material?.Code is null)
            return Problem.NotFound();
        if (ClaimCase.HeldByAnother(me, material.HandledBy, material.HandledUntil, material.Status, material.Version) is { } held)
            return held;
        if (material is { Late: true, Infected: false } && (material.Has is null || material.Has == (reference ?? material.Has)))
            return null;
        if (material.Has is not null && material.Has != (reference ?? material.Has) && Precondition.Failed(ifMatch, material.Has) is { } stale)
            return stale;
        // What a scanner found after the acceptance is replaced; nobody can read it anyway.
        if (material is { Infected: true, Status: CaseStatus.Accepted or CaseStatus.InApproval })
            return null;
        return material.Status is CaseStatus.Draft or CaseStatus.Returned or CaseStatus.SupplementRequested or CaseStatus.SentBack ? null
            : Problem.Conflict("case-state", "办件当前状态不允许提交材料", "The state of the case takes no materials", material.Status);
    }

    /// <summary>Where the paper came from: the counter scans what people bring.</summary>
    public static string SourceOf(Caller me) => me.IsStaff ? "scan" : "upload";

    private const string SetSql = """
        with given as (
            select g.code, g.sha256, g.media_type, g.size, g.source, g.licence
            from unnest(@codes, @digests, @types, @sizes, @sources, @licences) as g (code, sha256, media_type, size, source, licence)),
        target as (
            select @id as case_id, given.code, given.sha256, given.media_type, given.size, given.source, given.licence
            from given
            union all
            -- In a package it is handed in once for every sub-case that asks for it, while they are drafts.
            select sibling.id, same.code, given.sha256, given.media_type, given.size, given.source, given.licence
            from case_file mine
            join given on true
            join case_material handed on handed.case_id = mine.id and handed.code = given.code
            join case_file sibling on sibling.package_id = mine.package_id and sibling.id <> mine.id and sibling.status = 'draft'
            join case_material same on same.case_id = sibling.id and btrim(same.name) = btrim(handed.name) and same.from_item is null
            where mine.id = @id
              and mine.status = 'draft'
              -- A signed letter is of its own case.
              and handed.code not like 'letter-%'),
        kept as (
            insert into replaced_content (case_id, code, sha256, replaced_at)
            select m.case_id, m.code, m.sha256, @now
            from target
            join case_material m on m.case_id = target.case_id and m.code = target.code
            join case_file f on f.id = m.case_id
            where f.received_at is not null
              and m.sha256 <> coalesce(target.sha256, '')
            on conflict do nothing)
        update case_material m
        set sha256 = target.sha256, media_type = target.media_type, size = target.size, source = target.source, supplied_at = @now, requested = false,
            licence = target.licence::jsonb, reference = coalesce(target.licence::jsonb ->> 'licenceId', case when m.from_item is not null then m.reference end),
            original_check = null, original_checked_by = null, original_checked_at = null
        from target
        where m.case_id = target.case_id
          and m.code = target.code
        """;

    /// <summary>Writes what is given on the case, in one statement.</summary>
    public static async Task SetAsync(Tx tx, Guid id, IReadOnlyList<Given> given, DateTime now)
    {
        if (given.Count == 0)
            return;
        await tx.ExecuteAsync(SetSql, new
        {
            id, now, codes = given.Select(g => g.Code).ToArray(), digests = given.Select(g => g.Sha256).ToArray(), types = given.Select(g => g.MediaType).ToArray(),
            sizes = given.Select(g => g.Size).ToArray(), sources = given.Select(g => g.Source).ToArray(),
            licences = given.Select(g => g.Licence is { } licence ? JsonSerializer.Serialize(licence, GovJson.Events) : null).ToArray(),
        });
        foreach (var g in given)
            tx.Audit("put-material", "case", id.ToString(), new { g.Code, g.Sha256, g.Source, g.Licence?.LicenceId });
    }

    internal sealed record Material(
        string Status, int Version, Guid? HandledBy, DateTime? HandledUntil, string? Code, string? Name, string? Has, bool? Requested, long? MaxBytes, bool Late, bool Infected)
    {
        public long Most(FileSettings settings) => MaxBytes ?? settings.MostBytes;
    }
}

/// <summary>What a material is given: content, or an e-licence that stands for it.</summary>
internal sealed record Given(string Code, string Source, string? Sha256, long? Size, string? MediaType, LicenceOnFile? Licence = null)
{
    public string Reference => Licence?.LicenceId ?? Sha256!;

    /// <summary>Of what is on file; null where nothing is.</summary>
    public static Given? Of(string code, LicenceOnFile? licence, EarlierPaper? earlier) =>
        licence is not null ? new(code, PaperOnFile.Licences, null, null, null, licence)
        : earlier is not null ? new(code, PaperOnFile.Shared, earlier.Sha256, earlier.Size, earlier.MediaType)
        : null;

    public CaseMaterial On(CaseMaterial material, DateTime at) =>
        material with { Sha256 = Sha256, MediaType = MediaType, Size = Size, Source = Source, Licence = Licence, Reference = Licence?.LicenceId, SuppliedAt = at };
}
