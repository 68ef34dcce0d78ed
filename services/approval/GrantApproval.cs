using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Approval;

/// <summary>准予: the reasons, and what the grant is bound to.</summary>
/// <param name="Opinion">审批意见, 2 to 2000 characters.</param>
/// <param name="Conditions">附带条件; none when not given.</param>
public sealed record GrantApprovalRequest(
    [property: Required, StringLength(2000, MinimumLength = 2)] string Opinion,
    [property: StringLength(2000, MinimumLength = 2)] string? Conditions);

/// <summary>Whoever has claimed a case grants it.</summary>
internal static class GrantApproval
{
    public static void MapGrantApproval(this RouteGroupBuilder api) =>
        api.MapPost("/approvals/{caseId:guid}/grant", GrantAsync).AllowRoles(Role.Approver)
            .WithName("GrantApproval").WithSummary("I grant the case that I have claimed.").WithIdempotency(required: false);

    /// <summary>Grants the case.</summary>
    private static async Task<Results<Ok<ApprovalState>, Problem>> GrantAsync(
        Guid caseId, GrantApprovalRequest request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, TimeProvider time, HttpResponse response)
    {
        var approval = await tx.LockOwnAsync(me, caseId);
        if (approval is null) return Problem.NotFound();
        if (Precondition.Failed(ifMatch, approval.Version) is { } no) return no;
        if (approval is { Status: ApprovalStatus.Claimed, DeferralDue: not null }) return Problems.MaterialsAwaited(approval);
        if (approval.Grant(me.Id, me.Name, request.Opinion, request.Conditions, time.GetUtcNow().UtcDateTime) is not var (granted, @event)) return Problems.NotYours(approval);

        await tx.SaveAsync(granted, "grant");
        tx.Publish(@event);
        return await tx.CommitAsync(granted, response);
    }
}
