namespace GovPlatform.Intake;

/// <summary>逾期未补正: the applicant is reminded before the time of a notice ends, and the case lapses the day after it.</summary>
internal sealed class LapseCases(IServiceProvider services, IServiceScopeFactory scopes, WorkingDays days, DocumentWriter papers) : CaseLoop(services, scopes, TimeSpan.FromSeconds(5))
{
    /// <summary>Working days before the last one on which the applicant is reminded.</summary>
    private const int RemindBefore = 2;

    public const string DueSql = """
        select id
        from case_file
        where status in ('returned', 'supplement-requested')
          and supplement_due <= @soon
          and (supplement_due < @today or reminded_on is null)
          and id <> all(@left)
        order by supplement_due, id
        limit @limit
        """;

    protected override Task<IReadOnlyList<Guid>> DueAsync(Tx tx, DateTime now, Guid[] left, int limit)
    {
        var today = ChinaTime.Date(now);
        return tx.QueryAsync<Guid>(DueSql, new { today, soon = days.Add(today, RemindBefore), left, limit });
    }

    protected override async Task DoAsync(Tx tx, CaseFile file, Caller me, DateTime now)
    {
        if (file.Lapse(now) is { } lapsed)
        {
            await tx.SaveAsync(lapsed, "lapse", me);
            await papers.IssueLapseAsync(tx, lapsed, now);
            tx.Publish(new CaseLapsed(file.Id, file.Number!, now, file.AccountId, file.Matter.Name, file.SupplementDue!.Value));
        }
        else if (file is { SupplementDue: { } due, Status: CaseStatus.Returned or CaseStatus.SupplementRequested } && due <= days.Add(ChinaTime.Date(now), RemindBefore))
        {
            await RemindAsync(tx, file, due, now);
        }
    }
}
