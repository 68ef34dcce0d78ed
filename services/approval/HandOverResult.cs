using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Approval;

/// <summary>The department hands a decided case's result over to the issuing counter (《办理结果交接单》); any approver of it may.</summary>
internal static class HandOverResult
{
    public static void MapHandOverResult(this RouteGroupBuilder api) =>
        api.MapPost("/approvals/{caseId:guid}/hand-over", HandOverAsync).AllowRoles(Role.Approver)
            .WithName("HandOverResult").WithSummary("The result of a decided case goes to the issuing counter.").WithIdempotency(required: false);

    /// <summary>Hands the result over.</summary>
    private static async Task<Results<Ok<ApprovalState>, Problem>> HandOverAsync(
        Guid caseId, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, TimeProvider time, HttpResponse response)
    {
        var approval = await tx.LockOwnAsync(me, caseId);
        if (approval is null) return Problem.NotFound();
        if (Precondition.Failed(ifMatch, approval.Version) is { } no) return no;
        if (approval.HandOver(me.Id, time.GetUtcNow().UtcDateTime) is not var (handedOver, @event)) return Problems.NothingToHandOver(approval);

        await tx.SaveAsync(handedOver, "hand-over");
        tx.Publish(@event);
        return await tx.CommitAsync(handedOver, response);
    }
}
