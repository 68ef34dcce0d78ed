namespace GovPlatform.Intake;

/// <summary>逾期不告知即为受理: five working days without a word, and the application is accepted by law from the day it was received (行政许可法 art. 32).</summary>
internal sealed class DeemAccepted(IServiceProvider services, IServiceScopeFactory scopes, WorkingDays days, DocumentWriter papers) : CaseLoop(services, scopes, TimeSpan.FromSeconds(5))
{
    public const string DueSql = """
        select id
        from case_file
        where clock_from <= @cutOff
          and id <> all(@left)
        order by clock_from, id
        limit @limit
        """;

    protected override Task<IReadOnlyList<Guid>> DueAsync(Tx tx, DateTime now, Guid[] left, int limit) =>
        tx.QueryAsync<Guid>(DueSql, new { cutOff = CutOff(days, ChinaTime.Date(now)), left, limit });

    protected override async Task DoAsync(Tx tx, CaseFile file, Caller me, DateTime now)
    {
        if (file.DeemAccepted(days, now) is not { } accepted)
            return;
        await tx.SaveAsync(accepted, "deem-accepted", me);
        await tx.TellAcceptedAsync(papers, accepted, deemed: true, now);
        tx.Publish(new IrregularityFound(
            file.Id, file.Number!, now, "deemed-acceptance", $"{file.ClockFrom:yyyy-MM-dd}", null, Refused: false, file.Matter.Name, file.Matter.DepartmentCode));
    }

    /// <summary>The latest day whose five working days are over today: worked out from the calendar as it is known now, so that nothing stored can be wrong.</summary>
    internal static DateOnly CutOff(WorkingDays days, DateOnly today)
    {
        var day = today.AddDays(-CaseFile.AnswerWithin - 1);
        while (days.Add(day, CaseFile.AnswerWithin) >= today)
            day = day.AddDays(-1);
        return day;
    }
}
