using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Matters;

/// <summary>An editor suspends a matter, brings it back, or retires it for good.</summary>
internal static class ChangeStatus
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        var version = matters.MapGroup("/matters/{code}/versions/{version:int}").AllowRoles(Role.CatalogueEditor, Role.Admin);
        version.MapPost("/suspend", SuspendAsync).WithName("SuspendMatter").WithSummary("Takes no new cases for now");
        version.MapPost("/resume", ResumeAsync).WithName("ResumeMatter").WithSummary("Takes new cases again");
        version.MapPost("/retire", RetireAsync).WithName("RetireMatter").WithSummary("Takes no new cases ever again; running cases go on");
    }

    private static Task<Results<Ok<MatterView>, Problem>> SuspendAsync(
        string code, int version, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, TimeProvider time, HttpResponse response, CancellationToken ct) =>
        ApplyAsync(new(code, version, ifMatch, "matter.suspend"), static (matter, now) => matter.Suspend(now), tx, me, time, response, ct);

    private static Task<Results<Ok<MatterView>, Problem>> ResumeAsync(
        string code, int version, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, TimeProvider time, HttpResponse response, CancellationToken ct) =>
        ApplyAsync(new(code, version, ifMatch, "matter.resume"), static (matter, now) => matter.Resume(now), tx, me, time, response, ct);

    private static Task<Results<Ok<MatterView>, Problem>> RetireAsync(
        string code, int version, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, TimeProvider time, HttpResponse response, CancellationToken ct) =>
        ApplyAsync(new(code, version, ifMatch, "matter.retire"), static (matter, now) => matter.Retire(now), tx, me, time, response, ct);

    private sealed record Wish(string Code, int Version, string? IfMatch, string Action);

    private static async Task<Results<Ok<MatterView>, Problem>> ApplyAsync<T>(
        Wish wish, Func<Matter, DateTime, (Matter Matter, T Told)?> change, Tx tx, Caller me, TimeProvider time, HttpResponse response, CancellationToken ct)
        where T : class, IEvent
    {
        if (await MatterSql.LockAsync(tx, wish.Code, wish.Version, me) is not { } matter)
            return Problem.NotFound();
        if (Precondition.Failed(wish.IfMatch, matter.Revision) is { } no)
            return no;
        if (change(matter, time.GetUtcNow().UtcDateTime) is not var (changed, told))
            return Problems.WrongStatus(matter.Status);

        await MatterSql.SaveStatusAsync(tx, changed);
        tx.Publish(told);
        tx.Audit(wish.Action, "matter", $"{wish.Code}/{wish.Version}");
        await tx.CommitAsync(ct);
        response.SetETag(changed.Revision);
        return TypedResults.Ok(MatterView.Of(changed));
    }
}
