namespace GovPlatform.Approval;

/// <summary>An approver takes an open case of the department: the first wins.</summary>
internal static class ClaimApproval
{
    public static void MapClaimApproval(this RouteGroupBuilder api) =>
        api.MapPost("/approvals/{caseId:guid}/claim", ClaimAsync).AllowRoles(Role.Approver)
            .WithName("ClaimApproval").WithSummary("I take the case; it needs no If-Match. 409 with the state where somebody was faster.").WithIdempotency(required: false);

    /// <summary>Takes the case; again by the same person it changes nothing.</summary>
    private static async Task<Results<Ok<ApprovalState>, Problem>> ClaimAsync(Guid caseId, Tx tx, Caller me, TimeProvider time, HttpResponse response)
    {
        var approval = await tx.LockOwnAsync(me, caseId);
        if (approval is null) return Problem.NotFound();
        if (approval.Status == ApprovalStatus.Claimed && approval.ClaimedBy == me.Id) return Approvals.State(approval, response);
        if (approval.Claim(me.Id, me.Name, time.GetUtcNow().UtcDateTime) is not { } claimed) return Problems.NotOpen(approval);

        await tx.SaveAsync(claimed, "claim");
        return await tx.CommitAsync(claimed, response);
    }
}
