using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Matters;

/// <summary>An editor suspends a matter, brings it back, or retires it for good, at once or on a later day.</summary>
internal static class ChangeStatus
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        var version = matters.MapGroup("/matters/{code}/versions/{version:int}").AllowRoles(Role.CatalogueEditor, Role.Admin);
        version.MapPost("/suspend", SuspendAsync).WithName("SuspendMatter").WithSummary("Takes no new cases for now");
        version.MapPost("/resume", ResumeAsync).WithName("ResumeMatter").WithSummary("Takes new cases again");
        version.MapPost("/retire", RetireAsync).WithName("RetireMatter").WithSummary("Takes no new cases ever again, with on from that legal day; running cases go on");
        version.MapPost("/keep", KeepAsync).WithName("KeepMatter").WithSummary("Takes a planned retirement back before its day");
    }

    private static Task<Results<Ok<MatterView>, Problem>> SuspendAsync(
        string code, int version, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, TimeProvider time, HttpResponse response, CancellationToken ct) =>
        ApplyAsync(new(code, version, ifMatch, "matter.suspend"), (matter, now) => Told(tx, matter.Suspend(now)), tx, me, time, response, ct);

    private static Task<Results<Ok<MatterView>, Problem>> ResumeAsync(
        string code, int version, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, TimeProvider time, HttpResponse response, CancellationToken ct) =>
        ApplyAsync(new(code, version, ifMatch, "matter.resume"), (matter, now) => Told(tx, matter.Resume(now)), tx, me, time, response, ct);

    private static async Task<Results<Ok<MatterView>, Problem>> RetireAsync(
        string code, int version, DateOnly? on, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        var today = time.Today();
        if (on < today)
            return Problems.DayPassed("/on");
        return on > today
            ? await ApplyAsync(new(code, version, ifMatch, "matter.plan-retirement", on), (matter, now) => matter.PlanRetirement(on.Value, now), tx, me, time, response, ct)
            : await ApplyAsync(new(code, version, ifMatch, "matter.retire", today), (matter, now) => Told(tx, matter.Retire(now)), tx, me, time, response, ct);
    }

    private static Task<Results<Ok<MatterView>, Problem>> KeepAsync(
        string code, int version, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, TimeProvider time, HttpResponse response, CancellationToken ct) =>
        ApplyAsync(new(code, version, ifMatch, "matter.keep"), static (matter, now) => matter.Keep(now), tx, me, time, response, ct);

    /// <param name="EndsOn">The day from which the matter takes no new case.</param>
    private sealed record Wish(string Code, int Version, string? IfMatch, string Action, DateOnly? EndsOn = null);

    private static Matter? Told<T>(Tx tx, (Matter Matter, T Told)? change)
        where T : class, IEvent
    {
        if (change is not var (matter, told))
            return null;
        tx.Publish(told);
        return matter;
    }

    private static async Task<Results<Ok<MatterView>, Problem>> ApplyAsync(
        Wish wish, Func<Matter, DateTime, Matter?> change, Tx tx, Caller me, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await MatterSql.LockAsync(tx, wish.Code, wish.Version, me) is not { } matter)
            return Problem.NotFound();
        if (Precondition.Failed(wish.IfMatch, matter.Revision) is { } no)
            return no;
        if (change(matter, time.GetUtcNow().UtcDateTime) is not { } changed)
            return Problems.WrongStatus(matter.Status);
        // Else that version would open on its day, and the matter with it.
        if (wish.EndsOn is { } end && await MatterSql.WaitingAsync(tx, wish.Code, end) is var (waiting, effectiveOn))
            return Problems.VersionWaits(waiting, effectiveOn);

        await MatterSql.SaveStatusAsync(tx, changed);
        tx.Audit(wish.Action, "matter", $"{wish.Code}/{wish.Version}", changed.RetireOn is { } day ? new { RetireOn = day } : null);
        await tx.CommitAsync(ct);
        response.SetETag(changed.Revision);
        return TypedResults.Ok(MatterView.Of(changed));
    }
}
