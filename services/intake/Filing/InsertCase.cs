namespace GovPlatform.Intake;

/// <summary>Stores a new case: the row, its materials and its first steps, in one statement that goes with the commit.</summary>
internal static class InsertCase
{
    /// <param name="number">Given to hand it in at once, under this number.</param>
    public static async Task<CaseFile> InsertAsync(this Tx tx, NewDraft draft, Caller by, string? number = null)
    {
        var file = draft.File;
        var stored = number is null ? file : file.Submit(number, file.CreatedAt)!;
        tx.Later(Sql, new
        {
            file.Id, file.Region, stored.Number, stored.Status, stored.Version, file.Channel, file.Delivery, file.DeliveryHall, file.PostalSealed, file.AccountId, file.Applicant, file.ApplicantKey, file.Agent, file.MatterCode, file.Matter,
            file.Answers, file.Object, file.ProjectCode, file.FormSealed, file.Mode, stored.ClockFrom, file.RefiledFrom, file.PackageId, file.PackageItem, file.WaitsFor, file.CreatedAt,
            codes = draft.Materials.Select(m => m.Code).ToArray(), names = draft.Materials.Select(m => m.Name).ToArray(),
            requirements = draft.Materials.Select(m => m.Requirement).ToArray(), digests = draft.Materials.Select(m => m.Sha256).ToArray(),
            types = draft.Materials.Select(m => m.MediaType).ToArray(), sizes = draft.Materials.Select(m => m.Size).ToArray(),
            sources = draft.Materials.Select(m => m.Source).ToArray(), supplied = draft.Materials.Select(m => m.Sha256 is null ? (DateTime?)null : m.SuppliedAt ?? file.CreatedAt).ToArray(),
            deferred = draft.Materials.Select(m => m.Deferred).ToArray(), committed = draft.Materials.Select(m => m.ByCommitment).ToArray(),
            items = draft.Materials.Select(m => m.FromItem).ToArray(), limits = draft.Materials.Select(m => m.MaxBytes).ToArray(),
            actor = by.Id, actorKind = by.Kind,
        });
        if (draft.Materials.Any(m => m.Licence is not null))
        {
            await tx.FlushAsync();
            await HandIn.SetAsync(tx, file.Id, [.. draft.Materials.Where(m => m.Licence is not null).Select(m => Given.Of(m.Code, m.Licence, null)!)], file.CreatedAt);
        }
        tx.Audit("create", "case", file.Id.ToString(), new { file.MatterCode, file.Channel });
        GovTelemetry.Transition("intake", file.Status);
        if (number is null)
            return file;
        tx.Audit("submit", "case", file.Id.ToString(), new { stored.Status, stored.Version, number });
        GovTelemetry.Transition("intake", stored.Status);
        tx.Publish(new CaseSubmitted(file.Id, number, file.CreatedAt, file.Matter, file.Applicant, file.Channel));
        if (file.ProjectCode is not null || file.PackageId is not null)
            tx.TellFollowers(stored, "submit", (await tx.PeekAsync<Guid[]>($"select {Projects.FollowersSql}", new { file.Id, file.ProjectCode, file.PackageId }))[0]);
        return stored;
    }

    public const string Sql = """
        with filed as (
            insert into case_file (
                id, region, number, status, version, channel, delivery, delivery_hall, postal_sealed, account_id, applicant, applicant_key, agent, matter_code, matter, answers, object, project_code, form_sealed,
                mode, clock_from, refiled_from, package_id, package_item, waits_for, created_at, updated_at)
            values (
                @Id, @Region, @Number, @Status, @Version, @Channel, @Delivery, @DeliveryHall, @PostalSealed, @AccountId, @Applicant, @ApplicantKey, @Agent, @MatterCode, @Matter, @Answers, @Object, @ProjectCode, @FormSealed,
                @Mode, @ClockFrom, @RefiledFrom, @PackageId, @PackageItem, @WaitsFor, @CreatedAt, @CreatedAt)),
        listed as (
            insert into case_material (case_id, code, name, requirement, sha256, media_type, size, source, supplied_at, deferred, by_commitment, from_item, max_bytes)
            select @Id, code, name, requirement, sha256, media_type, size, source, supplied_at, deferred, committed, item, max_bytes
            from unnest(@codes, @names, @requirements, @digests, @types, @sizes, @sources, @supplied, @deferred, @committed, @items, @limits)
                as m (code, name, requirement, sha256, media_type, size, source, supplied_at, deferred, committed, item, max_bytes))
        insert into timeline (region, case_id, version, at, status, action, actor, actor_kind)
        select @Region, @Id, step.version, @CreatedAt, step.status, step.action, @actor, @actorKind
        from (values (1, 'draft', 'create'), (2, 'submitted', 'submit')) as step (version, status, action)
        where step.version <= @Version
        """;
}
