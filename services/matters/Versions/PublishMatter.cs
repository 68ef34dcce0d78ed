using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Matters;

/// <summary>An editor publishes a draft: from now on people apply under it, and the version before it retires.</summary>
internal static class PublishMatter
{
    public static void Map(IEndpointRouteBuilder matters) =>
        matters.MapPost("/matters/{code}/versions/{version:int}/publish", PublishAsync).WithName("PublishMatter").AllowRoles(Role.CatalogueEditor, Role.Admin)
            .WithSummary("Publishes a draft, where its elements agree with each other");

    private static async Task<Results<Ok<MatterView>, Problem>> PublishAsync(
        string code, int version, [FromHeader(Name = "If-Match")] string? ifMatch,
        Tx tx, Caller me, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await MatterSql.LockAsync(tx, code, version, me) is not { } matter)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, matter.Revision) is { } no)
            return no;
        var now = time.GetUtcNow().UtcDateTime;
        if (matter.Publish(now) is not var (published, told))
            return Problems.WrongStatus(matter.Status);
        var findings = PublicationRules.Check(matter.Content);
        if (findings.Any(finding => finding.Blocks))
            return Problems.Broken(findings);

        if ((await MatterSql.LockCurrentAsync(tx, code))?.Supersede(now) is { } superseded)
            await MatterSql.SaveStatusAsync(tx, superseded);
        await MatterSql.SaveStatusAsync(tx, published);
        tx.Publish(told);
        tx.Audit("matter.publish", "matter", $"{code}/{version}");
        await tx.CommitAsync(ct);
        response.SetETag(published.Revision);
        return TypedResults.Ok(MatterView.Of(published, findings));
    }
}
