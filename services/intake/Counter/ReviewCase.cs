using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>网上预审: within two working days an online application is found in order, or returned with everything that is wrong.</summary>
internal static class ReviewCase
{
    /// <summary>预审通过: the application is in order.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> PassAsync(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, Mandate mandate, CaseViews views, WorkingDays days, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        var now = time.GetUtcNow().UtcDateTime;
        if (file.PreReview(now) is not { } reviewed)
            return Problems.WrongState(file);
        if (await mandate.RefusedAsync(file, Act.PreReview, ct) is { } no)
            return no;
        await tx.SaveAsync(reviewed, "pre-review", me);
        tx.Publish(new CasePreReviewed(id, file.Number!, now, file.AccountId, file.Matter.Name, file.RespondBy(days)));
        return await tx.AnswerAsync(reviewed, me, views, response, ct);
    }

    /// <summary>预审退回: returned to the applicant, once, naming everything that is missing or wrong.</summary>
    public static Task<Results<Ok<CaseView>, Problem>> ReturnAsync(
        Guid id, SupplementRequest request, [FromHeader(Name = "If-Match")] string? ifMatch, Notices notices, HttpResponse response, CancellationToken ct) =>
        notices.GiveAsync(id, ifMatch, request, "return", (file, due, now) => file.Return(due, now), response, ct);
}
