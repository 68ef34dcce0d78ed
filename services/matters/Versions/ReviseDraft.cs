using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Matters;

/// <summary>An editor rewrites a draft.</summary>
internal static class ReviseDraft
{
    public static void Map(IEndpointRouteBuilder matters) =>
        matters.MapPut("/matters/{code}/versions/{version:int}", ReviseAsync).WithName("ReviseDraft").AllowRoles(Role.CatalogueEditor, Role.Admin)
            .WithSummary("Rewrites a draft; what was published does not change");

    private static async Task<Results<Ok<MatterView>, Problem>> ReviseAsync(
        string code, int version, MatterContent content, [FromHeader(Name = "If-Match")] string? ifMatch,
        Tx tx, Caller me, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await MatterSql.LockAsync(tx, code, version, me) is not { } matter)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, matter.Revision) is { } no)
            return no;
        if (matter.Revise(content, Actor.Of(me), time.GetUtcNow().UtcDateTime) is not { } revised)
            return Problems.WrongStatus(matter.Status);
        if (content.MatterCode != code)
            return Problems.CodeChanged();
        if (CodeRules.Check(content) is [_, ..] findings)
            return Problems.Broken(findings);

        await MatterSql.RewriteAsync(tx, revised);
        tx.Audit("matter.revise", "matter", $"{code}/{version}");
        var told = await BasicCatalogue.FindingsAsync(await tx.ConnectionAsync(), revised);
        await tx.CommitAsync(ct);
        response.SetETag(revised.Revision);
        return TypedResults.Ok(MatterView.Of(revised, told));
    }
}
