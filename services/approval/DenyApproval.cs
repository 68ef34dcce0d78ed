using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Approval;

/// <summary>不予: the applicant reads why, by which law, and what can be done about it (行政许可法 art. 38).</summary>
/// <param name="Reason">理由, 2 to 2000 characters.</param>
/// <param name="LegalBasis">法律依据: law and article.</param>
/// <param name="Remedies">救济途径: review and action, where and until when.</param>
/// <param name="CommitmentFalse">告知承诺: true where it is denied because the commitment was found false; that goes on the applicant's record.</param>
public sealed record DenyApprovalRequest(
    [property: Required, StringLength(2000, MinimumLength = 2)] string Reason,
    [property: Required, StringLength(1000, MinimumLength = 2)] string LegalBasis,
    [property: Required, StringLength(1000, MinimumLength = 2)] string Remedies,
    bool CommitmentFalse = false);

/// <summary>Whoever has claimed a case denies it.</summary>
internal static class DenyApproval
{
    public static void MapDenyApproval(this RouteGroupBuilder api) =>
        api.MapPost("/approvals/{caseId:guid}/deny", DenyAsync).AllowRoles(Role.Approver)
            .WithName("DenyApproval").WithSummary("I deny the case that I have claimed, with reasons, basis and remedies.").WithIdempotency(required: false);

    /// <summary>Denies the case.</summary>
    private static async Task<Results<Ok<ApprovalState>, Problem>> DenyAsync(
        Guid caseId, DenyApprovalRequest request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, TimeProvider time, HttpResponse response)
    {
        var approval = await tx.LockOwnAsync(me, caseId);
        if (approval is null) return Problem.NotFound();
        if (Precondition.Failed(ifMatch, approval.Version) is { } no) return no;
        if (request.CommitmentFalse && approval.Mode != "commitment") return Problems.NoCommitment();
        if (approval.Deny(me.Id, me.Name, request.Reason, request.LegalBasis, request.Remedies, time.GetUtcNow().UtcDateTime) is not var (denied, @event)) return Problems.NotYours(approval);

        await tx.SaveAsync(denied, "deny");
        tx.Publish(@event with { CommitmentFalse = request.CommitmentFalse });
        return await tx.CommitAsync(denied, response);
    }
}
