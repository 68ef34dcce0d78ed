using System.ComponentModel.DataAnnotations;
using Dapper;
using Npgsql;

namespace GovPlatform.Intake;

/// <summary>What a clerk is made competent for, and for how long.</summary>
public sealed record NewCompetence
{
    /// <summary>Account of the clerk.</summary>
    [Required]
    public Guid? AccountId { get; init; }

    /// <summary>A department's code, for all its matters; a matter's 实施编码; or * for everything.</summary>
    [Required, StringLength(31, MinimumLength = 1)]
    public string Matters { get; init; } = "";

    [Required]
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day.</summary>
    [Required]
    public DateOnly? ValidUntil { get; init; }
}

/// <summary>A clerk's competence as it is kept.</summary>
/// <param name="AccountId">Null for every clerk, in Development.</param>
internal sealed record Competence(Guid Id, Guid? AccountId, string Matters, DateOnly ValidFrom, DateOnly ValidUntil, DateTime CreatedAt, DateTime? RevokedAt);

/// <summary>The clerks' competences (业务授权), kept by the administrator.</summary>
internal static class KeepCompetences
{
    /// <summary>Makes a clerk competent for a group of matters.</summary>
    public static async Task<Results<Created<Competence>, Problem>> AddAsync(NewCompetence request, Tx tx, Caller me, TimeProvider time, CancellationToken ct)
    {
        var wrong = request.Matters switch
        {
            "*" => null,
            { Length: 18 } department => CreditCode.ReadStored(department).Refusal,
            var matter => MatterCode.Read(matter).Refusal,
        };
        if (wrong is not null)
            return DeskProblems.WrongCode("/matters", wrong);
        if (request.ValidUntil < request.ValidFrom)
            return DeskProblems.EndsBefore();
        var kept = new Competence(Guid.CreateVersion7(), request.AccountId, request.Matters, request.ValidFrom!.Value, request.ValidUntil!.Value, time.GetUtcNow().UtcDateTime, null);
        await tx.ExecuteAsync("""
            insert into competence (id, account_id, matters, valid_from, valid_until, created_by, created_at)
            values (@Id, @AccountId, @Matters, @ValidFrom, @ValidUntil, @by, @CreatedAt)
            """, new { kept.Id, kept.AccountId, kept.Matters, kept.ValidFrom, kept.ValidUntil, by = me.Id, kept.CreatedAt });
        tx.Audit("competence.add", "competence", $"{kept.Id}", new { kept.AccountId, kept.Matters, kept.ValidFrom, kept.ValidUntil });
        await tx.CommitAsync(ct);
        return TypedResults.Created($"/api/intake/v1/competences/{kept.Id}", kept);
    }

    public const string Sql = """
        select id, account_id, matters, valid_from, valid_until, created_at, revoked_at
        from competence
        where id < @last
        order by id desc
        limit @limit
        """;

    public const string SqlOfAccount = """
        select id, account_id, matters, valid_from, valid_until, created_at, revoked_at
        from competence
        where account_id = @account
          and id < @last
        order by id desc
        limit @limit
        """;

    /// <summary>Competences, newest first, those that have ended too.</summary>
    /// <param name="account">Only those of this clerk.</param>
    public static Task<Results<Ok<Page<Competence>>, Problem>> ListAsync(
        NpgsqlDataSource source, HttpContext http, Guid? account = null, string? after = null, int? limit = null) =>
        ListById.PageAsync<Competence>(source, account is null ? Sql : SqlOfAccount, new { account }, ListById.Newest, row => row.Id, http, after, limit);

    /// <summary>Ends a competence at once; ending it twice is ending it.</summary>
    public static async Task<Results<NoContent, Problem>> RevokeAsync(Guid id, Tx tx, Caller me, TimeProvider time, CancellationToken ct)
    {
        var before = await tx.FindAsync<DateTime?>("select revoked_at from competence where id = @id for update", new { id });
        if (await tx.ExecuteAsync("""
            update competence
            set revoked_at = coalesce(revoked_at, @now), revoked_by = coalesce(revoked_by, @me)
            where id = @id
            """, new { id, now = time.GetUtcNow().UtcDateTime, me = me.Id }) == 0)
            return Problem.NotFound();
        if (before is null)
            tx.Audit("competence.revoke", "competence", $"{id}");
        await tx.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
