namespace GovPlatform.Intake;

/// <summary>失信记录: promises of applicants that were not kept.</summary>
internal static class Breaches
{
    public const string DeferralNotKept = "deferral-not-kept";
    public const string FalseCommitment = "false-commitment";

    /// <summary>Whoever has one that is not repaired is excluded from 容缺 and 告知承诺 (国办发〔2020〕42号).</summary>
    public static Task<bool> IsExcludedAsync(this Tx tx, Guid account) =>
        tx.ScalarAsync<bool>("select exists (select from breach where account_id = @account and repaired_at is null)", new { account });

    public static async Task RecordBreachAsync(this Tx tx, CaseFile file, string kind, string detail, DateTime now)
    {
        await tx.ExecuteAsync("""
            insert into breach (id, account_id, case_id, kind, at, detail)
            values (@id, @AccountId, @caseId, @kind, @now, @detail)
            on conflict (case_id, kind) do nothing
            """, new { id = Guid.CreateVersion7(), file.AccountId, caseId = file.Id, kind, now, detail });
        tx.Audit("record-breach", "case", file.Id.ToString(), new { kind });
    }

    /// <summary>承诺不实: on the applicant's record, and told to supervision.</summary>
    public static async Task RecordFalseCommitmentAsync(this Tx tx, CaseFile file, string detail, string told, Guid? by, DateTime now)
    {
        await tx.RecordBreachAsync(file, FalseCommitment, $"{file.Matter.Name}：{detail}", now);
        tx.Publish(new IrregularityFound(file.Id, file.Number!, now, "false-commitment", told, by, Refused: false, file.Matter.Name, file.Matter.DepartmentCode));
    }
}
