namespace GovPlatform.Intake;

/// <summary>Who files a case: its applicant; at the counter a clerk, for the applicant.</summary>
internal static class Filers
{
    /// <summary>The applicant's own case, or one that the counter filed.</summary>
    public const string MayFile = $"(account_id = @me or (@clerk and {Channels.FiledByStaff}))";

    /// <summary>As above; a supplement, and what was sent back to the counter, is taken in there too, however the case was filed.</summary>
    public const string MaySupply = $"(account_id = @me or (@clerk and ({Channels.FiledByStaff} or status in ('returned', 'supplement-requested', 'sent-back'))))";

    /// <summary>The channel of a new application: applicants file for themselves by theirs, staff for somebody by theirs; or why not.</summary>
    public static (string Channel, Problem? No) ChannelOf(string? asked, Guid? applicant, Caller me)
    {
        var channel = asked ?? (me.IsStaff ? Channels.Counter : Channels.Web);
        return (channel,
            me.IsStaff && applicant is null ? Problems.ApplicantUnknown()
            : !me.IsStaff && applicant is not null ? Problem.Forbidden("not-for-others", "只能为本人申请", "Applications are for oneself")
            : !(me.IsStaff ? Channels.OfStaff : Channels.OfApplicants).Contains(channel) ? Problems.ChannelNotYours()
            : null);
    }

    /// <summary>A case for whoever may do this with it, locked.</summary>
    public static Task<CaseFile?> FindFiledByAsync(this Tx tx, Guid id, Caller me, string may = MayFile) =>
        tx.FindAsync<CaseFile>($"select {CaseSql.Columns} from case_file where id = @id and {may} for update", new { id, me = me.Id, clerk = me.Has(Role.Clerk) });
}
