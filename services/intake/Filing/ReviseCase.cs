using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>What may be changed of a draft.</summary>
public sealed record CaseRevision : IWayOfDelivery
{
    /// <summary>counter 窗口领取, electronic 电子送达, or post 邮寄; where left out, the way of delivery stays as it was.</summary>
    [AllowedValues(null, Ways.Counter, Ways.Electronic, Ways.Post)]
    public string? Delivery { get; init; }

    /// <inheritdoc cref="NewCase.DeliveryHall"/>
    public Guid? DeliveryHall { get; init; }

    /// <inheritdoc cref="NewCase.PostalAddress"/>
    public PostalAddress? PostalAddress { get; init; }

    /// <inheritdoc cref="NewCase.Form"/>
    public JsonElement? Form { get; init; }
}

/// <summary>Rewrites the form of a draft.</summary>
internal static class ReviseCase
{
    /// <summary>Replaces the form, and where one is given the way of delivery.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, CaseRevision request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, Halls halls, PersonalData data, CaseViews views, Forms forms, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindFiledByAsync(id, me) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        var (form, no) = await forms.TakeAsync(request.Form, file, FormMode.Draft, ct);
        if (file.Revise(form, time.GetUtcNow().UtcDateTime) is not { } revised)
            return Problems.WrongState(file);
        if (no is not null)
            return no;
        var (way, cannot) = await WayOfDelivery.ReadAsync(request, halls, data);
        if (cannot is not null)
            return cannot;
        revised = way?.On(revised) ?? revised;
        await tx.SaveAsync(revised, "revise", me);
        return await tx.AnswerAsync(revised, me, views, response, ct);
    }
}
