using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Matters;

/// <summary>An editor drops a draft that is not wanted; its number goes to the next one, since nobody outside the department has seen it.</summary>
internal static class DropDraft
{
    public static void Map(IEndpointRouteBuilder matters) =>
        matters.MapDelete("/matters/{code}/versions/{version:int}", DropAsync).WithName("DropDraft").AllowRoles(Role.CatalogueEditor, Role.Admin)
            .WithSummary("Drops a draft for good; a version that waits for its day is unscheduled first");

    private static async Task<Results<NoContent, Problem>> DropAsync(
        string code, int version, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, CancellationToken ct)
    {
        if (await MatterSql.LockAsync(tx, code, version, me) is not { } matter)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, matter.Revision) is { } no)
            return no;
        if (matter.Status != MatterStatus.Draft)
            return Problems.WrongStatus(matter.Status);

        await tx.ExecuteAsync("delete from matter where id = @Id", new { matter.Id });
        tx.Audit("matter.drop", "matter", $"{code}/{version}");
        await tx.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
