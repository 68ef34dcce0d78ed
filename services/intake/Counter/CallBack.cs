using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>收回结果: the county's own hall takes over what a desk holds that has closed.</summary>
internal static class CallBack
{
    /// <summary>Before the transaction: which of the places of the case have closed?</summary>
    public static async ValueTask<object?> AskFirst(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var (services, ct) = (call.HttpContext.RequestServices, call.HttpContext.RequestAborted);
        await services.GetRequiredService<ClosedHalls>().AskAsync(services.GetRequiredService<Caller>(), """
            select distinct hall ->> 'id'
            from case_file
            cross join unnest(array[result_desk, delivery_hall]) hall
            where case_file.id = @id
              and status = 'ready'
              and hall is not null
            """, new { id = call.GetArgument<Guid>(0) }, ct);
        return await next(call);
    }

    /// <summary>A result that lies at a desk that has closed is the county hall's from now on, and a place that has closed is where nobody collects it any more. The applicant is told where it is.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, ClerkDesks desks, ClosedHalls halls, CaseViews views, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await tx.FindAtCounterAsync(id) is not { } file)
            return Problem.NotFound();
        if (file.Objection(me, ifMatch) is { } stale)
            return stale;
        var desk = await desks.OfAsync(me, ct);
        if (!HallRef.Same(desk, null))
            return DeskProblems.CountyHallOnly();
        var closed = await halls.IdsAsync();
        if (file.CallBack(desk, closed, time.GetUtcNow().UtcDateTime) is not { } back)
            return file.Status == CaseStatus.Ready ? DeskProblems.DeskOpen(file) : Problems.WrongState(file);
        if (await tx.UnderWayAsync(file) is { } underWay)
            return underWay;
        await tx.SaveAsync(back, "call-back", me, (file.ResultDesk != back.ResultDesk ? file.ResultDesk : file.DeliveryHall)!.Name);
        // What goes by post goes on from the county hall, unless the applicant was told to collect it.
        if (!back.GoesByPost || back.ParcelReturnedAt is not null)
            tx.Publish(new ResultCameBack(id, file.Number!, back.UpdatedAt, file.AccountId, file.Matter.Name, ResultCameBack.DeskClosed, back.ResultDesk?.Name));
        return await tx.AnswerAsync(back, me, views, response, ct);
    }
}
