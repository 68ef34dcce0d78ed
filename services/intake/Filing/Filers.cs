namespace GovPlatform.Intake;

/// <summary>Who files a case: its applicant; at the counter a clerk, for the applicant.</summary>
internal static class Filers
{
    /// <summary>The applicant's own case, or one that the counter filed.</summary>
    public const string MayFile = $"(account_id = @me or (@clerk and {Channels.FiledByStaff}))";

    /// <summary>As above; a supplement, and what was sent back to the counter, is taken in there too, however the case was filed.</summary>
    public const string MaySupply = $"(account_id = @me or (@clerk and ({Channels.FiledByStaff} or status in ('returned', 'supplement-requested', 'sent-back'))))";

    /// <summary>A case for whoever may do this with it, locked.</summary>
    public static Task<CaseFile?> FindFiledByAsync(this Tx tx, Guid id, Caller me, string may = MayFile) =>
        tx.FindAsync<CaseFile>($"select {CaseSql.Columns} from case_file where id = @id and {may} for update", new { id, me = me.Id, clerk = me.Has(Role.Clerk) });
}
