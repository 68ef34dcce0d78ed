using Dapper;
using Npgsql;

namespace GovPlatform.Ops;

/// <summary>supervision: every case as its events would have told it, and the departments' figures.</summary>
internal sealed class SupervisionTables : SeedTables
{
    private const string Columns = """
        id, case_number, matter_code, matter_name, department_code, department_name, stage, stage_at, outcome, clock, due, step_due, promised_due,
        statutory_due, delivery_due, provisional, accepted_on, decided_on, handed_over_on, closed_on, satisfaction, version
        """;

    private readonly SortedDictionary<string, (string Name, int Open, int Closed, int InTime)> figures = new(StringComparer.Ordinal);

    public override string Service => "supervision";

    public override IReadOnlyList<string> Names => ["watched_case", "figure"];

    public override string Removal => """
        with gone as (
            delete from watched_case
            where id::text like @ids
            returning department_code, stage, outcome, coalesce(handed_over_on, decided_on, closed_on) <= due as in_time)
        update figure f
        set open_cases = f.open_cases - g.open, closed_cases = f.closed_cases - g.closed, closed_in_time = f.closed_in_time - g.in_time
        from (
            select department_code, count(*) filter (where stage <> 'closed') as open, count(*) filter (where stage = 'closed') as closed,
                count(*) filter (where stage = 'closed' and (outcome = 'withdrawn' or in_time)) as in_time
            from gone
            group by department_code) g
        where g.department_code = f.department_code
        """;

    public override void Copy(NpgsqlConnection db, SeedBatch batch, SeedGround ground, SeedProgress progress)
    {
        using var rows = new CopyRows(db, progress, "watched_case", Columns);
        foreach (var one in batch.Cases)
            Put(rows, one);
        rows.Finish();
    }

    public override Task FinishAsync(NpgsqlConnection db) => db.ExecuteAsync("""
        insert into figure as f (department_code, department_name, open_cases, closed_cases, closed_in_time)
        values (@Key, @Name, @Open, @Closed, @InTime)
        on conflict (department_code) do update
        set open_cases = f.open_cases + excluded.open_cases, closed_cases = f.closed_cases + excluded.closed_cases, closed_in_time = f.closed_in_time + excluded.closed_in_time
        """, figures.Select(figure => new { figure.Key, figure.Value.Name, figure.Value.Open, figure.Value.Closed, figure.Value.InTime }));

    private void Put(CopyRows rows, SeedCase one)
    {
        var (stage, at, clock, due) = StageOf(one);
        var closed = stage == "closed";
        var outcome = one.EndedAt is null ? one.Outcome : one.Status;
        var (decidedOn, handedOverOn, closedOn) = (Day(one.DecidedAt), Day(one.HandedOverAt), Day(one.ClosedAt ?? one.EndedAt));
        var inTime = closed && (outcome == "withdrawn" || (handedOverOn ?? decidedOn ?? closedOn) <= due);
        var matter = one.Matter.Ref;
        rows.Row().Id(one.Id).Text(one.Number).Text(matter.Code).Text(matter.Name).Text(matter.DepartmentCode).Text(matter.DepartmentName).Text(stage).At(at).Text(outcome)
            .Text(clock).Day(due).Day(one.StepDue).Day(one.PromisedDue).Day(one.StatutoryDue).Day(one.DeliveryDue).Is(one.Provisional)
            .Day(one.AcceptedOn).Day(decidedOn).Day(handedOverOn).Day(closedOn).Number(one.Satisfaction).Number(Told(one));

        var (_, open, done, well) = figures.GetValueOrDefault(matter.DepartmentCode, (matter.DepartmentName, 0, 0, 0));
        figures[matter.DepartmentCode] = (matter.DepartmentName, open + (closed ? 0 : 1), done + (closed ? 1 : 0), well + (inTime ? 1 : 0));
    }

    /// <summary>How far it is, since when, whose clock runs, and until when.</summary>
    private static (string Stage, DateTime At, string Clock, DateOnly Due) StageOf(SeedCase one) =>
        (one.ClosedAt ?? one.EndedAt) is { } closed ? ("closed", closed, "none", one.PromisedDue ?? one.StepDue!.Value)
        : one.HandedOverAt is { } handedOver ? ("handed-over", handedOver, "delivery", one.DeliveryDue!.Value)
        : one.DecidedAt is { } decided ? ("decided", decided, "promised", one.PromisedDue!.Value)
        : one.AcceptedAt is { } accepted ? ("in-approval", accepted.AddSeconds(1), "promised", one.PromisedDue!.Value)
        : one.Status == "supplement-requested" ? (one.Status, one.RequestedAt!.Value, "applicant", one.StepDue!.Value)
        : one.ReceivedAt is { } received ? ("received", received, "acceptance", one.StepDue!.Value)
        : ("submitted", one.SubmittedAt!.Value, "pre-review", one.StepDue!.Value);

    /// <summary>One version an event.</summary>
    private static int Told(SeedCase one) =>
        Count(one.SubmittedAt, one.ReceivedAt, one.RequestedAt, one.SuppliedAt, one.EndedAt, one.AcceptedAt, one.AcceptedAt, one.DecidedAt, one.HandedOverAt, one.ClosedAt, one.ClosedAt)
        + (one.Satisfaction is null ? 0 : 1);

    private static int Count(params ReadOnlySpan<DateTime?> moments)
    {
        var count = 0;
        foreach (var moment in moments)
            count += moment is null ? 0 : 1;
        return count;
    }

    private static DateOnly? Day(DateTime? at) => at is { } moment ? ChinaTime.Date(moment) : null;
}
