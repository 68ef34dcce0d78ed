using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>补正告知: one notice names everything that is missing against the published list.</summary>
internal static class RequestSupplement
{
    /// <summary>Asks for materials of the list; anything else is refused with 422, and a second notice without a supervisor's reason with 409.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, SupplementRequest request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, Notices notices, CaseViews views, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        var (asked, no) = await notices.GiveAsync(file, request, "request-supplement", (from, due, now) => from.RequestSupplement(due, now), ct);
        return asked is null ? no! : await tx.AnswerAsync(asked, me, views, response, ct);
    }
}
