using System.ComponentModel.DataAnnotations;
using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>委托书: what a department delegates to the counter, and for how long.</summary>
public sealed record NewDelegation
{
    /// <summary>Unified social credit code; editors leave it out, or name their own department.</summary>
    [StringLength(18, MinimumLength = 18)]
    public string? DepartmentCode { get; init; }

    /// <summary>实施编码; left out for all matters of the department.</summary>
    [MinLength(1), MaxLength(1000), EachLength(31)]
    public string[]? MatterCodes { get; init; }

    /// <summary>pre-review, notice, accept, refuse; all of them where left out.</summary>
    [MinLength(1), MaxLength(4), EachLength(20)]
    public string[]? Acts { get; init; }

    /// <summary>Number of the written delegation.</summary>
    [Required, StringLength(100, MinimumLength = 2)]
    public string DocumentNumber { get; init; } = "";

    /// <summary>SHA-256 of the written delegation, lower-case hex.</summary>
    [RegularExpression("^[0-9a-f]{64}$")]
    public string? DocumentSha256 { get; init; }

    [Required]
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day.</summary>
    [Required]
    public DateOnly? ValidUntil { get; init; }
}

/// <summary>A delegation as it is kept.</summary>
internal sealed record Delegation
{
    public Guid Id { get; init; }
    public string DepartmentCode { get; init; } = "";
    /// <summary>Null for all matters of the department.</summary>
    public string[]? MatterCodes { get; init; }
    public string[] Acts { get; init; } = [];
    public string DocumentNumber { get; init; } = "";
    public string? DocumentSha256 { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly ValidUntil { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? RevokedAt { get; init; }
}

/// <summary>The departments' delegations to the counter: kept by their editors or the administrator, read by all staff.</summary>
internal static class KeepDelegations
{
    /// <summary>Keeps a written delegation; it holds from its first day.</summary>
    public static async Task<Results<Created<Delegation>, Problem>> AddAsync(NewDelegation request, Tx tx, Caller me, TimeProvider time, CancellationToken ct)
    {
        if (Refused(request, me) is { } no)
            return no;
        var kept = new Delegation
        {
            Id = Guid.CreateVersion7(), DepartmentCode = request.DepartmentCode ?? me.Department!, MatterCodes = request.MatterCodes, Acts = request.Acts ?? [.. Act.All],
            DocumentNumber = request.DocumentNumber, DocumentSha256 = request.DocumentSha256, ValidFrom = request.ValidFrom!.Value, ValidUntil = request.ValidUntil!.Value,
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        await tx.ExecuteAsync("""
            insert into delegation (id, department_code, matter_codes, acts, document_number, document_sha256, valid_from, valid_until, created_by, created_at)
            values (@Id, @DepartmentCode, @MatterCodes, @Acts, @DocumentNumber, @DocumentSha256, @ValidFrom, @ValidUntil, @by, @CreatedAt)
            """, new
        {
            kept.Id, kept.DepartmentCode, kept.MatterCodes, kept.Acts, kept.DocumentNumber, kept.DocumentSha256, kept.ValidFrom, kept.ValidUntil, by = me.Id, kept.CreatedAt,
        });
        tx.Audit("delegation.add", "delegation", $"{kept.Id}", new { kept.DepartmentCode, kept.DocumentNumber, kept.ValidFrom, kept.ValidUntil });
        await tx.CommitAsync(ct);
        return TypedResults.Created($"/api/intake/v1/delegations/{kept.Id}", kept);
    }

    private static Problem? Refused(NewDelegation request, Caller me)
    {
        if (!me.Has(Role.Admin) && request.DepartmentCode is { } other && other != me.Department)
            return DeskProblems.NotYourDepartment();
        if (CreditCode.ReadStored(request.DepartmentCode ?? me.Department).Refusal is { } department)
            return DeskProblems.WrongCode("/departmentCode", department);
        foreach (var (i, code) in (request.MatterCodes ?? []).Index())
            if (MatterCode.Read(code).Refusal is { } matter)
                return DeskProblems.WrongCode($"/matterCodes/{i}", matter);
        foreach (var (i, act) in (request.Acts ?? []).Index())
            if (!Act.All.Contains(act))
                return DeskProblems.UnknownAct(i);
        return request.ValidUntil < request.ValidFrom ? DeskProblems.EndsBefore() : null;
    }

    public const string Sql = """
        select id, department_code, matter_codes, acts, document_number, document_sha256, valid_from, valid_until, created_at, revoked_at
        from delegation
        where id < @last
        order by id desc
        limit @limit
        """;

    public const string SqlOfDepartment = """
        select id, department_code, matter_codes, acts, document_number, document_sha256, valid_from, valid_until, created_at, revoked_at
        from delegation
        where department_code = @department
          and id < @last
        order by id desc
        limit @limit
        """;

    /// <summary>Delegations, newest first, those that have ended too.</summary>
    /// <param name="department">Only those of this department, by its code.</param>
    public static Task<Results<Ok<Page<Delegation>>, Problem>> ListAsync(
        NpgsqlDataSource source, HttpContext http, [RegularExpression("[0-9A-Za-z]{18}")] string? department = null, string? after = null, int? limit = null) =>
        ListById.PageAsync<Delegation>(source, department is null ? Sql : SqlOfDepartment, new { department }, ListById.Newest, row => row.Id, http, after, limit);

    /// <summary>Revokes a delegation at once; what was done under it stands. Revoking twice is revoking.</summary>
    public static async Task<Results<NoContent, Problem>> RevokeAsync(Guid id, Tx tx, Caller me, TimeProvider time, CancellationToken ct)
    {
        var before = await tx.FindAsync<DateTime?>("select revoked_at from delegation where id = @id for update", new { id });
        var revoked = await tx.ExecuteAsync("""
            update delegation
            set revoked_at = coalesce(revoked_at, @now), revoked_by = coalesce(revoked_by, @me)
            where id = @id
              and (@all or department_code = @department)
            """, new { id, now = time.GetUtcNow().UtcDateTime, me = me.Id, all = me.Has(Role.Admin), department = me.Department });
        if (revoked == 0)
            return Problem.NotFound();
        if (before is null)
            tx.Audit("delegation.revoke", "delegation", $"{id}");
        await tx.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
