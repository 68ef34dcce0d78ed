using Dapper;
using Npgsql;

namespace GovPlatform.Ops;

/// <summary>evaluation: an invitation for each closed case, a rating for some, and the departments' figures.</summary>
internal sealed class EvaluationTables : SeedTables
{
    private static readonly Dictionary<int, string[]> Tags = new() { [5] = ["510", "517"], [4] = ["411"], [3] = ["309"], [2] = ["213"], [1] = ["113"] };

    private readonly SortedDictionary<string, (string Name, int Ratings, int Sum, int Good, int Bad)> figures = new(StringComparer.Ordinal);

    public override string Service => "evaluation";

    public override IReadOnlyList<string> Names => ["invitation", "rating", "figure"];

    public override string Removal => """
        with invited as (
            select id, department_code
            from invitation
            where case_id::text like @ids),
        gone as (
            delete from rating r
            using invited i
            where r.invitation_id = i.id
            returning i.department_code, r.satisfaction)
        update figure f
        set ratings = f.ratings - g.ratings, satisfaction_sum = f.satisfaction_sum - g.sum, good = f.good - g.good, bad = f.bad - g.bad
        from (
            select department_code, count(*) as ratings, sum(satisfaction) as sum, count(*) filter (where satisfaction >= 3) as good,
                count(*) filter (where satisfaction <= 2) as bad
            from gone
            group by department_code) g
        where g.department_code = f.department_code;
        delete from invitation where case_id::text like @ids
        """;

    public override void Copy(NpgsqlConnection db, SeedBatch batch, SeedGround ground, SeedProgress progress)
    {
        var closed = batch.Cases.Where(one => one.ClosedAt is not null).ToList();
        using (var rows = new CopyRows(db, progress, "invitation", """
            id, case_id, case_number, service_number, account_id, matter_code, matter_name, department_code, department_name, invited_at, rated_at, version
            """))
        {
            foreach (var one in closed)
                rows.Row().Id(IdOf(one)).Id(one.Id).Text(one.Number).Number(1).Id(one.Person.Id).Text(one.Matter.Ref.Code).Text(one.Matter.Ref.Name)
                    .Text(one.Matter.Ref.DepartmentCode).Text(one.Matter.Ref.DepartmentName).At(one.ClosedAt).At(RatedAt(one)).Number(one.Satisfaction is null ? 1 : 2);
            rows.Finish();
        }
        using (var rows = new CopyRows(db, progress, "rating", "invitation_id, satisfaction, tags, text, channel, anonymous, rated_at"))
        {
            foreach (var one in closed)
                if (one.Satisfaction is { } satisfaction)
                    Put(rows, one, satisfaction);
            rows.Finish();
        }
    }

    public override Task FinishAsync(NpgsqlConnection db) => db.ExecuteAsync("""
        insert into figure as f (department_code, department_name, ratings, satisfaction_sum, good, bad)
        values (@Key, @Name, @Ratings, @Sum, @Good, @Bad)
        on conflict (department_code) do update
        set ratings = f.ratings + excluded.ratings, satisfaction_sum = f.satisfaction_sum + excluded.satisfaction_sum,
            good = f.good + excluded.good, bad = f.bad + excluded.bad
        """, figures.Select(figure => new { figure.Key, figure.Value.Name, figure.Value.Ratings, figure.Value.Sum, figure.Value.Good, figure.Value.Bad }));

    private void Put(CopyRows rows, SeedCase one, int satisfaction)
    {
        rows.Row().Id(IdOf(one)).Number(satisfaction).Texts(Tags[satisfaction]).Text(null).Text(one.AtCounter ? "4" : "2").Is(one.N % 10 == 0).At(RatedAt(one));
        var (code, name) = (one.Matter.Ref.DepartmentCode, one.Matter.Ref.DepartmentName);
        var (_, ratings, sum, good, bad) = figures.GetValueOrDefault(code, (name, 0, 0, 0, 0));
        figures[code] = (name, ratings + 1, sum + satisfaction, good + (satisfaction >= 3 ? 1 : 0), bad + (satisfaction <= 2 ? 1 : 0));
    }

    private static Guid IdOf(SeedCase one) => SeedId.Of(one.ClosedAt!.Value, one.Run, one.N);

    private static DateTime? RatedAt(SeedCase one) => one.Satisfaction is null ? null : one.ClosedAt!.Value.AddMinutes(5 + one.N % 60);
}
