using System.Diagnostics;

namespace GovPlatform.Intake;

/// <summary>How a case is loaded and saved; every transition goes through here.</summary>
internal static class CaseSql
{
    public const string Columns = """
        id, region, number, status, version, channel, delivery, account_id, applicant, applicant_key, agent, matter_code, matter, answers, object, project_code, form_sealed, mode,
        receipt_number, clock_from, notices, supplement_due, accepted_on, promised_due, statutory_due, deferral_due, provisional, approval_version,
        outcome, opinion, refusal, refusal_code, end_requested, ended_reason, refiled_from, package_id, package_item, waits_for,
        certificate_id, licence_id, handled_by, handled_until, received_desk, delivery_hall, postal_sealed, carrier, tracking_number, parcel_returned_at, result_desk,
        green_reason_sealed, green_days, green_requested_by, green_requested_at, green_since, green_due, created_at, updated_at
        """;

    public const string MaterialColumns = """
        code, name, requirement, sha256, media_type, size, source, supplied_at, requested, deferred, by_commitment, original_check, original_checked_at,
        from_item, reference, (select s.scan from stored_file s where s.sha256 = case_material.sha256) as scan, licence, original_checked_by, max_bytes
        """;

    public static Task<CaseFile?> FindForUpdateAsync(this Tx tx, Guid id) =>
        tx.FindAsync<CaseFile>($"select {Columns} from case_file where id = @id for update", new { id });

    public static Task<IReadOnlyList<CaseMaterial>> MaterialsAsync(this Tx tx, Guid id) =>
        tx.QueryAsync<CaseMaterial>($"select {MaterialColumns} from case_material where case_id = @id order by code", new { id });

    /// <summary>The row, its timeline entry and its audit entry, in one round trip; the audit entry goes with the commit.</summary>
    public static async Task SaveAsync(this Tx tx, CaseFile file, string action, Caller by, string? note = null)
    {
        var followers = await tx.ScalarAsync<Guid[]?>($"""
            with saved as (
                update case_file
                set number = @Number, status = @Status, version = @Version, delivery = @Delivery, delivery_hall = @DeliveryHall, postal_sealed = @PostalSealed, carrier = @Carrier,
                    tracking_number = @TrackingNumber, parcel_returned_at = @ParcelReturnedAt, result_desk = @ResultDesk, form_sealed = @FormSealed, mode = @Mode,
                    receipt_number = @ReceiptNumber, clock_from = @ClockFrom, notices = @Notices, supplement_due = @SupplementDue,
                    accepted_on = @AcceptedOn, promised_due = @PromisedDue, statutory_due = @StatutoryDue, deferral_due = @DeferralDue, green_due = @GreenDue,
                    provisional = @Provisional, approval_version = @ApprovalVersion, outcome = @Outcome, opinion = @Opinion,
                    refusal = @Refusal, refusal_code = @RefusalCode, end_requested = @EndRequested, ended_reason = @EndedReason, waits_for = @WaitsFor,
                    certificate_id = @CertificateId, licence_id = @LicenceId, updated_at = @UpdatedAt, handled_by = case when @stays then handled_by end
                where id = @Id and version = @Version - 1
                returning id)
            insert into timeline (region, case_id, version, at, status, action, actor, actor_kind, note)
            select @Region, id, @Version, @UpdatedAt, @Status, @action, @actor, @actorKind, @note
            from saved
            returning {Projects.FollowersSql}
            """, new
        {
            file.Id, file.Region, file.Number, file.Status, file.Version, file.Delivery, file.DeliveryHall, file.PostalSealed, file.Carrier, file.TrackingNumber, file.ParcelReturnedAt, file.ResultDesk, file.FormSealed, file.Mode, file.ReceiptNumber, file.ClockFrom,
            file.Notices, file.SupplementDue, file.AcceptedOn, file.PromisedDue, file.StatutoryDue, file.DeferralDue, file.GreenDue, file.Provisional, file.ApprovalVersion,
            file.Outcome, file.Opinion, file.Refusal, file.RefusalCode, file.EndRequested, file.EndedReason, file.WaitsFor,
            file.CertificateId, file.LicenceId, file.UpdatedAt, file.ProjectCode, file.PackageId, action, note, actor = by.Id, actorKind = by.Kind,
            // A clerk's hold ends when the case leaves the counter.
            stays = CaseStatus.AtTheCounter.Contains(file.Status),
        });
        Debug.Assert(followers is not null, "the row was locked by FindForUpdateAsync");
        tx.Audit(action, "case", file.Id.ToString(), new { file.Status, file.Version, file.Number });
        GovTelemetry.Transition("intake", file.Status);
        tx.TellFollowers(file, action, followers ?? []);
        // Its package is looked at after the commit: no case waits for another's lock here.
        if (file.PackageId is { } package)
            await tx.ExecuteAsync("insert into package_move (package_id, case_id) values (@package, @Id)", new { package, file.Id });
    }

    /// <summary>A step of many cases that leaves their states as they are, and their places in the queues too.</summary>
    public static async Task NoteAsync(this Tx tx, Guid[] cases, string action, Caller by, DateTime now, string? note)
    {
        var followed = await tx.QueryAsync<(Guid Id, string Number, string Status, int Version, string MatterName, Guid[] Followers)>($"""
            with noted as (
                update case_file
                set version = version + 1
                where id = any(@cases)
                returning region, id, version, status, number, matter ->> 'name' as matter_name, project_code, package_id),
            step as (
                insert into timeline (region, case_id, version, at, status, action, actor, actor_kind, note)
                select region, id, version, @now, status, @action, @actor, @actorKind, @note
                from noted)
            select id, number, status, version, matter_name, followers
            from noted
            cross join lateral (select {Projects.FollowersOf("noted.id", "noted.project_code", "noted.package_id")} as followers) f
            where number is not null
              and cardinality(followers) > 0
            """, new { cases, action, now, note, actor = by.Id, actorKind = by.Kind });
        foreach (var one in followed)
            tx.Publish(new CaseProgressed(one.Id, one.Number, now, one.Status, action, one.Version, one.MatterName, one.Followers));
    }

    /// <summary>Those who follow the case or its project hear of each of its steps.</summary>
    public static void TellFollowers(this Tx tx, CaseFile file, string action, Guid[] followers)
    {
        if (followers.Length > 0 && file.Number is { } number)
            tx.Publish(new CaseProgressed(file.Id, number, file.UpdatedAt, file.Status, action, file.Version, file.Matter.Name, followers));
    }

    /// <summary>Commits, and answers with the case as its caller may see it: in full for the applicant, masked for staff.</summary>
    /// <param name="materials">Where they have been read, and not changed since.</param>
    public static async Task<Ok<CaseView>> AnswerAsync(
        this Tx tx, CaseFile file, Caller me, CaseViews views, HttpResponse response, CancellationToken ct, IReadOnlyList<CaseMaterial>? materials = null)
    {
        materials ??= await tx.MaterialsAsync(file.Id);
        await tx.CommitAsync(ct);
        response.SetETag(file.Version);
        return TypedResults.Ok(views.Of(file, materials, full: file.AccountId == me.Id));
    }
}
