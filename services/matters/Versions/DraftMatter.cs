namespace GovPlatform.Matters;

/// <summary>An editor drafts a matter, or the next version of one.</summary>
internal static class DraftMatter
{
    public static void Map(IEndpointRouteBuilder matters) =>
        matters.MapPost("/matters", DraftAsync).WithName("DraftMatter").AllowRoles(Role.CatalogueEditor, Role.Admin).WithIdempotency()
            .WithSummary("Drafts a matter of the caller's department, or the next version of one");

    private static async Task<Results<Created<MatterView>, Problem>> DraftAsync(
        MatterContent content, Tx tx, Caller me, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (!me.Has(Role.Admin) && content.DepartmentCode != me.Department)
            return Problems.OtherDepartment();
        if (CodeRules.Check(content) is [_, ..] findings)
            return Problems.Broken(findings);

        var last = await tx.ScalarAsync<int>("select coalesce(max(version), 0) from matter where code = @MatterCode", new { content.MatterCode });
        var matter = Matter.Draft(content, last + 1, Actor.Of(me), time.GetUtcNow().UtcDateTime);
        if ((await MatterSql.InsertAsync(tx, [matter])).Count == 0)
            return Problems.DraftExists(matter.Code);
        tx.Audit("matter.draft", "matter", $"{matter.Code}/{matter.Version}");
        var told = await BasicCatalogue.FindingsAsync(await tx.ConnectionAsync(), matter);
        await tx.CommitAsync(ct);
        response.SetETag(matter.Revision);
        return TypedResults.Created($"/api/matters/v1/matters/{matter.Code}/versions/{matter.Version}", MatterView.Of(matter, told));
    }
}
