using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>送达: the applicant holds the result; with that the case is closed.</summary>
internal static class DeliverResult
{
    /// <summary>The applicant has the result, at the desk where he wanted it, from the post, or at the desk to which the post has brought it back; closes the case.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, ClerkDesks desks, CaseViews views, DocumentWriter papers, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        if (file.Status != CaseStatus.Ready)
            return Problems.WrongState(file);
        if (await tx.NotInHandAsync(file, await desks.OfAsync(me, ct)) is { } elsewhere)
            return elsewhere;
        if (file is { GoesByPost: true, TrackingNumber: null, ParcelReturnedAt: null })
            return DeskProblems.NotPosted(file);
        if (file.DeliveryHall is { } wanted && !HallRef.Same(wanted, file.ResultDesk))
            return DeskProblems.NotThisDesk(file);
        var closed = await tx.DeliverAndCloseAsync(papers, file, file.TrackingNumber is null ? Ways.Counter : Ways.Post, me, time.GetUtcNow().UtcDateTime);
        return await tx.AnswerAsync(closed, me, views, response, ct);
    }

    /// <summary>A result that goes by network is delivered as soon as it is complete: handed over, and its licence issued.</summary>
    public static async Task<CaseFile> DeliverElectronicallyAsync(this Tx tx, DocumentWriter papers, CaseFile file, Caller by, DateTime now)
    {
        if (file is not { Status: CaseStatus.HandedOver or CaseStatus.Ready, Delivery: Ways.Electronic })
            return file;
        if (file.TakeIn(now) is { } ready)
        {
            await tx.SaveAsync(ready, "take-in", by);
            await papers.IssueHandOverAsync(tx, ready, by, now);
            file = ready;
        }
        return file.Status == CaseStatus.Ready ? await tx.DeliverAndCloseAsync(papers, file, Ways.Electronic, by, now) : file;
    }

    /// <summary>Null where the result lies at this desk.</summary>
    public static async Task<Problem?> NotInHandAsync(this Tx tx, CaseFile file, HallRef? desk) =>
        !HallRef.Same(file.ResultDesk, desk) ? DeskProblems.ResultElsewhere(file) : await tx.UnderWayAsync(file);

    /// <summary>Null where the result lies at a desk, and is on its way to none.</summary>
    public static async Task<Problem?> UnderWayAsync(this Tx tx, CaseFile file) =>
        await tx.ScalarAsync<bool>("""
            select exists (
                select from paper_item i
                join paper_transfer t on t.id = i.transfer_id
                where i.case_id = @Id
                  and i.material_code is null
                  and t.state = 'sent')
            """, new { file.Id }) ? DeskProblems.ResultUnderWay(file) : null;

    private static async Task<CaseFile> DeliverAndCloseAsync(this Tx tx, DocumentWriter papers, CaseFile ready, string method, Caller by, DateTime now)
    {
        var delivered = ready.Deliver(now)!;
        await tx.SaveAsync(delivered, "deliver", by, method);
        var closed = delivered.Close(now)!;
        await tx.SaveAsync(closed, "close", by);
        await papers.IssueDeliveryAsync(tx, delivered, method, by, now);
        tx.Publish(new CaseDelivered(ready.Id, ready.Number!, now, ready.AccountId, ready.Matter.Name, method));
        tx.Publish(new CaseClosed(ready.Id, ready.Number!, now, ready.Outcome!, ready.Matter, ready.AccountId, ready.AcceptedOn!.Value, ServiceNumber: 1));
        return closed;
    }
}
