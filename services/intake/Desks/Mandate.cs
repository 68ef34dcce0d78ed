namespace GovPlatform.Intake;

/// <summary>What a clerk does in a department's name: it needs the department's written delegation to the counter, and the clerk's competence.</summary>
internal static class Act
{
    public const string PreReview = "pre-review";
    public const string Notice = "notice";
    public const string Accept = "accept";
    public const string Refuse = "refuse";

    public static IReadOnlyList<string> All { get; } = [PreReview, Notice, Accept, Refuse];
}

/// <summary>委托授权: asked with every act, in its transaction, so that what is revoked ends at once.</summary>
internal sealed class Mandate(Tx tx, Caller me, TimeProvider time)
{
    // The first rule that does not hold, or null. A delegation that is not valid yet is none.
    private const string Sql = """
        select case
            when d.in_force is null then 'no-delegation'
            when not d.in_force then 'delegation-expired'
            when not exists (
                select from competence
                where (account_id = @me or account_id is null)
                  and matters = any(@matters)
                  and @today between valid_from and valid_until
                  and revoked_at is null) then 'no-competence'
            end
        from (
            select bool_or(valid_until >= @today and revoked_at is null) as in_force
            from delegation
            where department_code in (@department, '*')
              and (matter_codes is null or @matter = any(matter_codes))
              and @act = any(acts)
              and valid_from <= @today) d
        """;

    /// <summary>Null where the caller may do this with the case today; else the refusal, which supervision is told of.</summary>
    public async Task<Problem?> RefusedAsync(CaseFile file, string act, CancellationToken ct)
    {
        var (now, matter, department) = (time.GetUtcNow().UtcDateTime, file.MatterCode, file.Matter.DepartmentCode);
        var rule = await tx.ScalarAsync<string?>(Sql, new { me = me.Id, act, matter, department, matters = new[] { matter, department, "*" }, today = ChinaTime.Date(now) });
        if (rule is null)
            return null;
        tx.Publish(new IrregularityFound(file.Id, file.Number!, now, "outside-mandate", $"{act}: {rule}", me.Id, Refused: true, file.Matter.Name, department));
        await tx.CommitAsync(ct);
        return DeskProblems.OutsideMandate(rule, act);
    }
}
