using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>撤回: the applicant takes the application back before it is accepted.</summary>
internal static class WithdrawCase
{
    /// <summary>Withdraws a case that is not accepted yet.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, PersonalData data, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindFiledByAsync(id, me) is not { } file)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, file.Version) is { } stale)
            return stale;
        var now = time.GetUtcNow().UtcDateTime;
        if (file.Withdraw(now) is not { } withdrawn)
            return Problems.WrongState(file);
        await tx.SaveAsync(withdrawn, "withdraw", me);
        if (withdrawn.Number is { } number)
            tx.Publish(new CaseWithdrawn(id, number, now, file.AccountId, file.Matter.Name));
        return await tx.AnswerAsync(withdrawn, me, data, response, ct);
    }
}
