using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>A parcel that the post has brought back.</summary>
public sealed record ReturnedParcel
{
    /// <summary>Why, as the post says: nobody there, wrong address, refused.</summary>
    [Required, StringLength(200, MinimumLength = 1)]
    public string Reason { get; init; } = "";
}

/// <summary>邮件退回: the result is at the desk again that has posted it.</summary>
internal static class ReturnParcel
{
    /// <summary>Notes that the post has brought the result back: it is posted again, handed out at this desk, or goes where the applicant then wants it. The applicant is told.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, ReturnedParcel request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, ClerkDesks desks, CaseViews views, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        if (file.ParcelReturned(time.GetUtcNow().UtcDateTime) is not { } back)
            return file.Status == CaseStatus.Ready ? DeskProblems.NotPosted(file) : Problems.WrongState(file);
        if (await tx.NotInHandAsync(file, await desks.OfAsync(me, ct)) is { } elsewhere)
            return elsewhere;
        await tx.SaveAsync(back, "parcel-returned", me, request.Reason);
        tx.Publish(new ResultCameBack(id, file.Number!, back.UpdatedAt, file.AccountId, file.Matter.Name, ResultCameBack.Parcel, back.ResultDesk?.Name));
        return await tx.AnswerAsync(back, me, views, response, ct);
    }
}
