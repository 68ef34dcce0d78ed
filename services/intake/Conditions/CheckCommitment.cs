using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace GovPlatform.Intake;

/// <summary>What the check of a commitment has found.</summary>
public sealed record CommitmentFinding
{
    /// <summary>kept 属实, or false 不实.</summary>
    [Required, AllowedValues(CommitmentChecks.Kept, CommitmentChecks.False)]
    public string Result { get; init; } = "";

    /// <summary>What was seen, and where it is false, in what.</summary>
    [Required, StringLength(1000, MinimumLength = 4)]
    public string Finding { get; init; } = "";
}

/// <summary>事后核查: the department finds the commitment kept, or false: then the grant is revoked and the breach recorded (国办发〔2020〕42号).</summary>
internal static class CheckCommitment
{
    /// <summary>Records the check, once; a false commitment revokes the case and its licence.</summary>
    public static async Task<Results<Ok<CaseView>, Problem>> Handle(
        Guid caseId, CommitmentFinding request, [FromHeader(Name = "If-Match")] string? ifMatch, Tx tx, Caller me, CaseViews views, TimeProvider time, HttpResponse response, CancellationToken ct)
    {
        if (await FindAsync(tx, caseId, me) is not { } file || await tx.FindAsync<string?>("select state from commitment_check where case_id = @caseId", new { caseId }) is not { } state)
            return Problem.NotFound();
        if (Precondition.Failed(ifMatch, file.Version) is { } stale)
            return stale;
        if (state != CommitmentChecks.Planned)
            return ConditionsProblems.CheckedAlready(state);
        var now = time.GetUtcNow().UtcDateTime;
        var isFalse = request.Result == CommitmentChecks.False;
        if ((isFalse ? file.Revoke(now) : file.Check(now)) is not { } checkedFile)
            return Problems.WrongState(file);
        await tx.ExecuteAsync("""
            update commitment_check
            set state = @Result, checked_by = @Id, checked_by_name = @Name, checked_at = @now, finding = @Finding
            where case_id = @caseId
            """, new { caseId, request.Result, request.Finding, me.Id, me.Name, now });
        await tx.SaveAsync(checkedFile, isFalse ? "revoke" : "check", me, request.Finding);
        if (isFalse)
            await TellFalseAsync(tx, file, request.Finding, me, now);
        return await tx.AnswerAsync(checkedFile, me, views, response, ct);
    }

    private static async Task TellFalseAsync(Tx tx, CaseFile file, string finding, Caller me, DateTime now)
    {
        await tx.RecordFalseCommitmentAsync(file, "核查发现承诺不实", "告知承诺不实，准予决定已撤销", me.Id, now);
        tx.Publish(new CommitmentFalse(file.Id, file.Number!, now, file.Matter, file.AccountId, file.LicenceId, finding));
    }

    /// <summary>The case of a check of the caller's department, locked.</summary>
    private static Task<CaseFile?> FindAsync(Tx tx, Guid id, Caller me) =>
        tx.FindAsync<CaseFile>($"""
            select {CaseSql.Columns}
            from case_file
            where id = @id
              and exists (select from commitment_check c where c.case_id = case_file.id and c.department_code = @Department)
            for update
            """, new { id, me.Department });
}
