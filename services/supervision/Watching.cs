namespace GovPlatform.Supervision;

/// <summary>Keeps a watched case and its department's figures with each event, in the consumer's transaction.</summary>
internal static class Watching
{
    /// <summary>Who tells what a watched case is made of.</summary>
    public static readonly string[] Producers = ["intake", "approval", "evaluation"];

    public const string Columns = """
        id, case_number, matter_code, matter_name, department_code, department_name, stage, stage_at, outcome, step_due, promised_due,
        statutory_due, delivery_due, provisional, accepted_on, decided_on, handed_over_on, closed_on, satisfaction, green, green_due, version
        """;

    /// <summary>Loads the case, or begins it, lets it hear the event and saves it.</summary>
    public static async Task WatchAsync(this Tx tx, ICaseEvent @event, Func<WatchedCase, WatchedCase> hear)
    {
        var before = (await tx.FindAsync<WatchedCase>($"""
            insert into watched_case (id, case_number, stage, stage_at, clock, due, provisional, version)
            values (@CaseId, @CaseNumber, 'submitted', 'epoch', 'pre-review', 'infinity', false, 0)
            on conflict (id) do nothing;
            select {Columns} from watched_case where id = @CaseId for update
            """, new { @event.CaseId, @event.CaseNumber }))!;
        var after = hear(before) with { Version = before.Version + 1 };
        tx.Later("""
            update watched_case
            set matter_code = @MatterCode, matter_name = @MatterName, department_code = @DepartmentCode, department_name = @DepartmentName,
                stage = @Stage, stage_at = @StageAt, outcome = @Outcome, clock = @Clock, due = @Due, step_due = @StepDue,
                promised_due = @PromisedDue, statutory_due = @StatutoryDue, delivery_due = @DeliveryDue, provisional = @Provisional,
                accepted_on = @AcceptedOn, decided_on = @DecidedOn, handed_over_on = @HandedOverOn, closed_on = @ClosedOn,
                satisfaction = @Satisfaction, green = @Green, green_due = @GreenDue, version = @Version
            where id = @Id
            """, after);
        tx.Count(before, after);
    }

    /// <summary>Begins the case with the event that mostly comes first, without a look for it; where another was faster the statement fails, and the next try looks.</summary>
    public static void Watch(this Tx tx, ICaseEvent @event, Func<WatchedCase, WatchedCase> hear)
    {
        var before = new WatchedCase { Id = @event.CaseId, CaseNumber = @event.CaseNumber };
        var after = hear(before) with { Version = 1 };
        tx.Later("""
            insert into watched_case (id, case_number, matter_code, matter_name, department_code, department_name, stage, stage_at, clock, due, step_due, provisional, version)
            values (@Id, @CaseNumber, @MatterCode, @MatterName, @DepartmentCode, @DepartmentName, @Stage, @StageAt, @Clock, @Due, @StepDue, @Provisional, @Version)
            """, after);
        tx.Count(before, after);
    }

    private static void Count(this Tx tx, WatchedCase before, WatchedCase after)
    {
        foreach (var change in Figures.Change(before, after))
            tx.Later("""
                insert into figure as f (department_code, department_name, open_cases, closed_cases, closed_in_time, green_cases)
                values (@DepartmentCode, @DepartmentName, @Open, @Closed, @InTime, @Green)
                on conflict (department_code) do update
                set department_name = excluded.department_name, open_cases = f.open_cases + excluded.open_cases,
                    closed_cases = f.closed_cases + excluded.closed_cases, closed_in_time = f.closed_in_time + excluded.closed_in_time,
                    green_cases = f.green_cases + excluded.green_cases
                """, change);
    }
}
