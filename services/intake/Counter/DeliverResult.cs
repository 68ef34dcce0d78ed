using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>送达: the applicant holds the result; with that the case is closed.</summary>
internal static class DeliverResult
{
    /// <summary>Hands the result out at the counter and closes the case.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, CaseViews views, DocumentWriter papers, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        if (file.Status != CaseStatus.Ready)
            return Problems.WrongState(file);
        var closed = await tx.DeliverAndCloseAsync(papers, file, "counter", me, time.GetUtcNow().UtcDateTime);
        return await tx.AnswerAsync(closed, me, views, response, ct);
    }

    /// <summary>A result that goes by network is delivered as soon as it is complete: handed over, and its licence issued.</summary>
    public static async Task DeliverElectronicallyAsync(this Tx tx, DocumentWriter papers, CaseFile file, Caller by, DateTime now)
    {
        if (file is not { Status: CaseStatus.HandedOver, Delivery: "electronic" } || file.TakeIn(now) is not { } ready)
            return;
        await tx.SaveAsync(ready, "take-in", by);
        await papers.IssueHandOverAsync(tx, ready, by, now);
        await tx.DeliverAndCloseAsync(papers, ready, "electronic", by, now);
    }

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
