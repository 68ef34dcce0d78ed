namespace GovPlatform.Intake;

/// <summary>事后核查: what was granted on a commitment is checked by its day.</summary>
internal static class CommitmentChecks
{
    public const string Planned = "planned";
    public const string Kept = "kept";
    public const string False = "false";

    /// <summary>Plans the check once a grant on a commitment is heard of, whichever event tells it first.</summary>
    public static async Task PlanCheckAsync(this Tx tx, CaseFile file, DateTime grantedAt, WorkingDays days)
    {
        if (file is not { Mode: CaseMode.Commitment, Outcome: CaseStatus.Granted } || await tx.LetterAsync(file.Id, Letter.OfCommitment) is not { CheckDays: { } within })
            return;
        await tx.ExecuteAsync("""
            insert into commitment_check (case_id, department_code, due)
            values (@Id, @DepartmentCode, @due)
            on conflict (case_id) do nothing
            """, new { file.Id, file.Matter.DepartmentCode, due = days.Add(ChinaTime.Date(grantedAt), within) });
    }
}
