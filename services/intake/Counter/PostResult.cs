using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>邮寄送达: the result goes to the applicant's address; it is delivered when it has arrived.</summary>
internal static class PostResult
{
    /// <summary>Posts the result; once more where the post has brought it back.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, Parcel request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, ClerkDesks desks, CaseViews views, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        if (file.Post(request.Carrier, request.TrackingNumber, time.GetUtcNow().UtcDateTime) is not { } posted)
            return file.Status == CaseStatus.Ready ? DeskProblems.NotByPost("") : Problems.WrongState(file);
        if (await tx.NotInHandAsync(file, await desks.OfAsync(me, ct)) is { } elsewhere)
            return elsewhere;
        await tx.SaveAsync(posted, "post", me, $"{posted.Carrier} {posted.TrackingNumber}");
        return await tx.AnswerAsync(posted, me, views, response, ct);
    }
}
