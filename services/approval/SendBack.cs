using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Approval;

/// <summary>退回窗口: what the counter is to put right.</summary>
/// <param name="Reason">2 to 500 characters.</param>
public sealed record SendBackRequest([property: Required, StringLength(500, MinimumLength = 2)] string Reason);

/// <summary>Whoever has claimed a case sends it back to the counter: an unreadable scan, a paper that did not come along. Nothing new may be asked of the applicant.</summary>
internal static class SendBack
{
    public static void MapSendBack(this RouteGroupBuilder api) =>
        api.MapPost("/approvals/{caseId:guid}/send-back", SendBackAsync).AllowRoles(Role.Approver)
            .WithName("SendBack").WithSummary("I send the case back to the counter, which puts right what it got wrong; the clocks run on.").WithIdempotency(required: false);

    /// <summary>Sends the case back.</summary>
    private static async Task<Results<Ok<ApprovalState>, Problem>> SendBackAsync(
        Guid caseId, SendBackRequest request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, TimeProvider time, HttpResponse response)
    {
        var approval = await tx.LockOwnAsync(me, caseId);
        if (approval is null) return Problem.NotFound();
        if (Precondition.Failed(ifMatch, approval.Version) is { } no) return no;
        if (approval.SendBack(me.Id, request.Reason, time.GetUtcNow().UtcDateTime) is not var (sentBack, @event)) return Problems.NotYours(approval);

        await tx.SaveAsync(sentBack, "send-back");
        tx.Publish(@event);
        return await tx.CommitAsync(sentBack, response);
    }
}
