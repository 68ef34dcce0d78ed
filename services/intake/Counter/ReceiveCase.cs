using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>接件: the counter takes the materials in and gives the receipt (《材料受理及接收凭证》).</summary>
internal static class ReceiveCase
{
    /// <summary>Receives a submitted case, or the counter's own draft; numbers the receipt.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, ReceivingDesk desk, CaseViews views, Forms forms, Serials serials, DocumentWriter papers, WorkingDays days, FileSettings files, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        var now = time.GetUtcNow().UtcDateTime;
        if (file.Receive("", "", now) is null)
            return Problems.WrongState(file);
        if (await desk.RefusedAsync(file) is { } elsewhere)
            return elsewhere;
        if (file.Status == CaseStatus.Draft && await forms.RefusalAsync(file, ct) is { } no)
            return no;
        if (await tx.LacksCommitmentAsync(file))
            return ConditionsProblems.NotSigned(Letter.OfCommitment);
        var materials = await tx.MaterialsAsync(id);
        if (Scan.Stops(materials, files) is { } unsafeFile)
            return unsafeFile;
        var day = ChinaTime.Date(now);
        var receipt = $"SJ{file.Region}{day:yyyyMMdd}{await serials.NextAsync("receipt", day):D5}";
        var received = file.Receive(file.Number ?? await serials.CaseNumberAsync(file.MatterCode, now), receipt, now)!;
        await tx.SaveAsync(received, "receive", me);
        await tx.ExecuteAsync("""
            update case_file
            set received_at = @now,
                received_by = @by,
                received_desk = @Desk,
                received_materials = (
                    select coalesce(jsonb_agg(jsonb_build_object(
                        'name', m.name, 'mediaType', coalesce(m.media_type, 'licence'), 'sha256', coalesce(m.sha256, m.licence ->> 'licenceNumber')) order by m.code), '[]')
                    from case_material m
                    where m.case_id = @id
                      and (m.sha256 is not null or m.licence is not null))
            where id = @id
            """, new { id, now, by = me.Id, desk.Desk });
        await papers.IssueReceiptAsync(tx, received, materials, now);
        tx.Publish(new CaseReceived(id, received.Number!, now, file.Matter, file.Applicant, receipt, received.RespondBy(days)));
        return await tx.AnswerAsync(received with { ReceivedDesk = desk.Desk }, me, views, response, ct, materials);
    }

    /// <summary>What a clerk may work on: everything but other people's drafts; locked.</summary>
    public static Task<CaseFile?> FindAtCounterAsync(this Tx tx, Guid id) =>
        tx.FindAsync<CaseFile>($"""
            select {CaseSql.Columns}
            from case_file
            where id = @id
              and (status <> 'draft' or {Channels.FiledByStaff})
            for update
            """, new { id });
}
