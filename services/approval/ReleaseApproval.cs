using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Approval;

/// <summary>Whoever has claimed a case gives it back to the department.</summary>
internal static class ReleaseApproval
{
    public static void MapReleaseApproval(this RouteGroupBuilder api) =>
        api.MapPost("/approvals/{caseId:guid}/release", ReleaseAsync).AllowRoles(Role.Approver)
            .WithName("ReleaseApproval").WithSummary("I give a claimed case back to my department.").WithIdempotency(required: false);

    /// <summary>Gives the case back.</summary>
    private static async Task<Results<Ok<ApprovalState>, Problem>> ReleaseAsync(
        Guid caseId, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, HttpResponse response)
    {
        var approval = await tx.LockOwnAsync(me, caseId);
        if (approval is null) return Problem.NotFound();
        if (Precondition.Failed(ifMatch, approval.Version) is { } no) return no;
        if (approval.Release(me.Id) is not { } released) return Problems.NotYours(approval);

        await tx.SaveAsync(released, "release");
        return await tx.CommitAsync(released, response);
    }
}
