using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>How a package is loaded and saved. It is locked before its sub-cases, and they in the order of their ids.</summary>
internal static class PackageSql
{
    public const string Columns = """
        id, region, number, code, name, version, channel, delivery, account_id, applicant, answers, form_sealed, plan, lead_department, departments,
        outside_done, created_at, updated_at, submitted_at, closed_at
        """;

    /// <summary>Who may see a package: its applicant; counter and supervision once it is more than somebody's draft; then also the departments that take part.</summary>
    public const string MayRead = $"""
        (account_id = @me
         or (@desk and (number is not null or {Channels.FiledByStaff}))
         or (number is not null and @department = any(departments)))
        """;

    public static object ReadBy(Guid id, Caller me) => new
    {
        id, me = me.Id, desk = me.Has(Role.Clerk) || me.Has(Role.Supervisor), department = me.Has(Role.Approver) ? me.Department : null, clerk = me.Has(Role.Clerk),
    };

    private static readonly string CasesSql = $"select {CaseSql.Columns} from case_file where package_id = @id order by id";

    /// <summary>The package with its sub-cases, all locked; null where <paramref name="may"/> does not hold.</summary>
    // A case that is saved twice in one transaction has its foreign key checked again: a stronger lock on the package would deadlock with it.
    public static async Task<WholePackage?> FindPackageAsync(this Tx tx, Guid id, Caller me, string may) =>
        await tx.FindAsync<PackageFile>($"select {Columns} from package_file where id = @id and {may} for no key update", ReadBy(id, me)) is { } file
            ? new(file, await tx.QueryAsync<CaseFile>($"{CasesSql} for update", new { id })) : null;

    public static async Task<WholePackage?> FindReadablePackageAsync(this NpgsqlConnection db, Guid id, Caller me) =>
        await db.QuerySingleOrDefaultAsync<PackageFile?>($"select {Columns} from package_file where id = @id and {MayRead}", ReadBy(id, me)) is { } file
            ? new(file, (await db.QueryAsync<CaseFile>(CasesSql, new { id })).AsList()) : null;

    public static Task InsertAsync(this Tx tx, PackageFile file) =>
        tx.ExecuteAsync($"""
            insert into package_file ({Columns})
            values (
                @Id, @Region, @Number, @Code, @Name, @Version, @Channel, @Delivery, @AccountId, @Applicant, @Answers, @FormSealed, @Plan, @LeadDepartment,
                @Departments, @OutsideDone, @CreatedAt, @UpdatedAt, @SubmittedAt, @ClosedAt)
            """, file);

    public static Task SaveAsync(this Tx tx, PackageFile file, string action)
    {
        tx.Audit(action, "package", file.Id.ToString(), new { file.Code, file.Number, file.Version });
        return tx.ExecuteAsync("""
            update package_file
            set number = @Number, version = @Version, delivery = @Delivery, form_sealed = @FormSealed, outside_done = @OutsideDone,
                updated_at = @UpdatedAt, submitted_at = @SubmittedAt, closed_at = @ClosedAt
            where id = @Id
            """, file);
    }

    /// <summary>Drops a draft with its sub-cases, unless one of them has been touched since.</summary>
    public static async Task DropPackageAsync(this Tx tx, Guid id, DateTime untouchedSince)
    {
        if (await tx.ScalarAsync<bool>("select exists (select from case_file where package_id = @id and (status <> 'draft' or updated_at >= @untouchedSince))", new { id, untouchedSince }))
            return;
        await tx.ExecuteAsync("""
            delete from case_material m using case_file f where f.package_id = @id and m.case_id = f.id;
            delete from timeline t using case_file f where f.package_id = @id and t.region = f.region and t.case_id = f.id;
            delete from case_file where package_id = @id;
            delete from package_move where package_id = @id;
            delete from package_file where id = @id;
            """, new { id });
        tx.Audit("drop-draft", "package", id.ToString(), new { untouchedSince });
    }

    /// <summary>The materials of all sub-cases, with the sub-case of each.</summary>
    public static Task<IReadOnlyList<PartMaterial>> PackageMaterialsAsync(this Tx tx, Guid id) => tx.QueryAsync<PartMaterial>(MaterialsSql, new { id });

    public const string MaterialsSql = """
        select m.case_id, m.code, m.name, m.requirement, m.sha256, m.reference, m.from_item, m.deferred, m.by_commitment, m.requested, s.scan
        from case_file f
        join case_material m on m.case_id = f.id
        left join stored_file s on s.sha256 = m.sha256
        where f.package_id = @id
        order by f.id, m.code
        """;
}

/// <summary>A material of a sub-case.</summary>
internal sealed record PartMaterial(
    Guid CaseId, string Code, string Name, string Requirement, string? Sha256, string? Reference, string? FromItem, bool Deferred, bool ByCommitment, bool Requested, string? Scan)
{
    /// <summary>As <see cref="CaseMaterial.BarsFiling"/>, but for what another step of the package makes.</summary>
    public bool BarsFiling => Requirement == "1" && !ByCommitment && !Deferred && Sha256 is null && Reference is null && FromItem is null;
}
