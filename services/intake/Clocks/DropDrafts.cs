namespace GovPlatform.Intake;

/// <summary>Drafts that nobody has touched for so many days (Intake:DraftDays, 90) are dropped, with what was noted for them.</summary>
internal sealed class DropDrafts(IServiceProvider services, IServiceScopeFactory scopes, IConfiguration configuration) : CaseLoop(services, scopes, TimeSpan.FromMinutes(10))
{
    private readonly int keptDays = configuration.GetValue("Intake:DraftDays", 90);

    public const string DueSql = """
        select id
        from case_file
        where status = 'draft'
          and updated_at < @old
          and id <> all(@left)
        order by updated_at, id
        limit @limit
        """;

    protected override Task<IReadOnlyList<Guid>> DueAsync(Tx tx, DateTime now, Guid[] left, int limit) =>
        tx.QueryAsync<Guid>(DueSql, new { old = now.AddDays(-keptDays), left, limit });

    protected override async Task DoAsync(Tx tx, CaseFile file, Caller me, DateTime now)
    {
        if (file.Status != CaseStatus.Draft || file.UpdatedAt >= now.AddDays(-keptDays))
            return;
        if (file.PackageId is { } package)
        {
            await tx.DropPackageAsync(package, now.AddDays(-keptDays));
            return;
        }
        await tx.ExecuteAsync("delete from case_material where case_id = @Id", new { file.Id });
        await tx.ExecuteAsync("delete from timeline where region = @Region and case_id = @Id", new { file.Region, file.Id });
        await tx.ExecuteAsync("delete from case_file where id = @Id", new { file.Id });
        tx.Audit("drop-draft", "case", file.Id.ToString(), new { file.MatterCode, file.UpdatedAt });
    }
}
