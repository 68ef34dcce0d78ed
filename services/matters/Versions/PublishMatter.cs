using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Matters;

/// <summary>An editor publishes a draft, now or from a later day: from then on people apply under it, and the version before it retires.</summary>
internal static class PublishMatter
{
    public static void Map(IEndpointRouteBuilder matters)
    {
        var version = matters.MapGroup("/matters/{code}/versions/{version:int}").AllowRoles(Role.CatalogueEditor, Role.Admin);
        version.MapPost("/publish", PublishAsync).WithName("PublishMatter").WithSummary("Publishes a draft, where its elements agree with each other; with effectiveOn from that legal day");
        version.MapPost("/unschedule", UnscheduleAsync).WithName("UnscheduleMatter").WithSummary("Takes a version that waits for its day back into a draft");
    }

    private static async Task<Results<Ok<MatterView>, Problem>> PublishAsync(
        string code, int version, DateOnly? effectiveOn, [FromHeader(Name = "If-Match")] string? ifMatch,
        Tx tx, Caller me, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await MatterSql.LockAsync(tx, code, version, me) is not { } matter)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, matter.Revision) is { } no)
            return no;
        var now = time.GetUtcNow().UtcDateTime;
        if (matter.Status != MatterStatus.Draft)
            return Problems.WrongStatus(matter.Status);
        if (effectiveOn < ChinaTime.Date(now))
            return Problems.DayPassed("/effectiveOn");
        IReadOnlyList<Finding> findings = [.. await BasicCatalogue.FindingsAsync(await tx.ConnectionAsync(), matter), .. (await FileRules.ForAsync(tx, [matter.Content])).Check(matter.Content)];
        if (findings.Any(finding => finding.Blocks))
            return Problems.Broken(findings);

        // Locked, so that nobody plans the retirement at this moment.
        if (effectiveOn > ChinaTime.Date(now) && await MatterSql.LockCurrentAsync(tx, code) is { RetireOn: { } end } && end <= effectiveOn)
            return Problems.RetirementPlanned(end);

        var scheduled = effectiveOn is { } day ? matter.Schedule(day, Actor.Of(me), now) : null;
        var published = scheduled ?? await OpenAsync(tx, matter.Publish(Actor.Of(me), now)!.Value, now);
        if (scheduled is not null)
        {
            await MatterSql.SaveStatusAsync(tx, scheduled);
            await SearchRows.TryAsync(tx, scheduled);
        }
        tx.Audit(scheduled is null ? "matter.publish" : "matter.schedule", "matter", $"{code}/{version}", new { published.EffectiveOn });
        await tx.CommitAsync(ct);
        response.SetETag(published.Revision);
        return TypedResults.Ok(MatterView.Of(published, findings));
    }

    /// <summary>Puts a version in the place of the one before it, and tells so.</summary>
    internal static async Task<Matter> OpenAsync(Tx tx, (Matter Matter, MatterPublished Told) opened, DateTime now)
    {
        var before = await MatterSql.LockCurrentAsync(tx, opened.Matter.Code);
        if (before?.Supersede(now) is { } superseded)
            await MatterSql.SaveStatusAsync(tx, superseded);
        var published = opened.Matter.After(before);
        await MatterSql.SaveStatusAsync(tx, published);
        tx.Publish(opened.Told);
        return published;
    }

    private static async Task<Results<Ok<MatterView>, Problem>> UnscheduleAsync(
        string code, int version, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await MatterSql.LockAsync(tx, code, version, me) is not { } matter)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, matter.Revision) is { } no)
            return no;
        if (matter.Unschedule(time.GetUtcNow().UtcDateTime) is not { } draft)
            return Problems.WrongStatus(matter.Status);

        await MatterSql.SaveStatusAsync(tx, draft);
        var told = await BasicCatalogue.FindingsAsync(await tx.ConnectionAsync(), draft);
        tx.Audit("matter.unschedule", "matter", $"{code}/{version}");
        await tx.CommitAsync(ct);
        response.SetETag(draft.Revision);
        return TypedResults.Ok(MatterView.Of(draft, told));
    }
}
