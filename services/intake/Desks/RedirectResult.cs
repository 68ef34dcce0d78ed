using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>Another way of delivery.</summary>
public sealed record NewWay : IWayOfDelivery
{
    /// <inheritdoc cref="NewCase.Delivery"/>
    [Required, AllowedValues(Ways.Counter, Ways.Electronic, Ways.Post)]
    public string? Delivery { get; init; }

    /// <inheritdoc cref="NewCase.DeliveryHall"/>
    public Guid? DeliveryHall { get; init; }

    /// <inheritdoc cref="NewCase.PostalAddress"/>
    public PostalAddress? PostalAddress { get; init; }
}

/// <summary>The applicant wants the result elsewhere; possible until it is posted or handed out.</summary>
internal static class RedirectResult
{
    /// <summary>Chooses another way of delivery. What is complete goes out at once where that is electronic.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, NewWay request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, Halls halls, PersonalData data, CaseViews views, DocumentWriter papers, TimeProvider time,
        HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindFiledByAsync(id, me) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        var now = time.GetUtcNow().UtcDateTime;
        if (file.Redirect(now) is not { } next)
            return Problems.WrongState(file);
        var (way, no) = await WayOfDelivery.ReadAsync(request, halls, data);
        if (no is not null)
            return no;
        var redirected = way!.On(next);
        await tx.SaveAsync(redirected, "redirect", me, redirected.DeliveryHall?.Name ?? redirected.Delivery);
        // Before that the acceptance tells it.
        if (redirected.AcceptedOn is not null)
            tx.Publish(new ResultRedirected(id, file.Number!, now, redirected.Delivery, redirected.Version));
        return await tx.AnswerAsync(await tx.DeliverElectronicallyAsync(papers, redirected, me, now), me, views, response, ct);
    }
}
