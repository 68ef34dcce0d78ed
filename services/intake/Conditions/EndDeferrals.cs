namespace GovPlatform.Intake;

/// <summary>容缺逾期未补齐: the applicant is reminded before the day; the day after it approval is asked to end the case, and the breach is recorded.</summary>
internal sealed class EndDeferrals(IServiceProvider services, IServiceScopeFactory scopes, WorkingDays days) : CaseLoop(services, scopes, TimeSpan.FromSeconds(5))
{
    /// <summary>Working days before the last one on which the applicant is reminded.</summary>
    private const int RemindBefore = 1;

    public const string DueSql = """
        select id
        from case_file
        where deferral_due is not null
          and end_requested is null
          and status in ('accepted', 'in-approval', 'sent-back')
          and deferral_due <= @soon
          and (deferral_due < @today or reminded_on is null)
          and id <> all(@left)
        order by deferral_due, id
        limit @limit
        """;

    protected override Task<IReadOnlyList<Guid>> DueAsync(Tx tx, DateTime now, Guid[] left, int limit)
    {
        var today = ChinaTime.Date(now);
        return tx.QueryAsync<Guid>(DueSql, new { today, soon = days.Add(today, RemindBefore), left, limit });
    }

    protected override async Task DoAsync(Tx tx, CaseFile file, Caller me, DateTime now)
    {
        if (file.BreakDeferral(now) is { } broken)
        {
            await tx.SaveAsync(broken, "request-end", me, Breaches.DeferralNotKept);
            await tx.RecordBreachAsync(file, Breaches.DeferralNotKept, $"{file.Matter.Name}：容缺材料应于{file.DeferralDue:yyyy-MM-dd}前补齐", now);
            tx.Publish(new EndRequested(file.Id, file.Number!, now, file.AccountId, Breaches.DeferralNotKept));
        }
        else if (file is { DeferralDue: { } due, EndRequested: null, Status: CaseStatus.Accepted or CaseStatus.InApproval or CaseStatus.SentBack } && due <= days.Add(ChinaTime.Date(now), RemindBefore))
        {
            await RemindAsync(tx, file, due, now);
        }
    }
}
