using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>补正告知: one notice names everything that is missing against the published list.</summary>
internal static class RequestSupplement
{
    /// <summary>Asks for materials of the list; anything else is refused with 422, and a second notice without a supervisor's reason with 409.</summary>
    public static Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, SupplementRequest request, [FromHeader(Name = "If-Match")] string? ifMatch, Notices notices, HttpResponse response, CancellationToken ct) =>
        notices.GiveAsync(id, ifMatch, request, "request-supplement", (file, due, now) => file.RequestSupplement(due, now), response, ct);
}
