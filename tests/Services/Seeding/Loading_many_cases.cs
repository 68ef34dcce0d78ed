using System.Text.Json;
using Dapper;
using GovPlatform.Ops;
using GovPlatform.Supervision;

namespace GovPlatform.Tests.Services.Seeding;

public sealed class Loading_many_cases(LoadedCounty county) : IClassFixture<LoadedCounty>
{
    private const string InIntake = "select status, count(*)::int from case_file group by status";

    private async Task<Dictionary<string, int>> CountsAsync(string service, string sql) =>
        (await county.QueryAsync<(string Key, int Count)>(service, sql)).ToDictionary(row => row.Key, row => row.Count);

    [Fact]
    public async Task intake_approval_and_supervision_count_the_same_cases_in_each_state()
    {
        var intake = await CountsAsync("intake", InIntake);
        var approval = await CountsAsync("approval", "select case when status in ('open', 'claimed') then 'in-approval' else status end, count(*)::int from approval group by 1");
        var supervision = await CountsAsync("supervision", "select stage, count(*)::int from watched_case group by stage");

        Assert.True(intake.Values.Sum() >= LoadedCounty.Cases);
        Assert.All(new[] { "in-approval", "granted", "denied" }, status => Assert.Equal(intake[status], approval[status]));
        Assert.Equal(intake["handed-over"] + intake["ready"] + intake["closed"], approval["handed-over"]);
        Assert.All(new[] { "submitted", "received", "supplement-requested", "in-approval" }, status => Assert.Equal(intake[status], supervision[status]));
        Assert.Equal(intake["granted"] + intake["denied"], supervision["decided"]);
        Assert.Equal(intake["handed-over"] + intake["ready"], supervision["handed-over"]);
        Assert.Equal(intake["closed"] + intake["refused"] + intake["withdrawn"], supervision["closed"]);
    }

    [Fact]
    public async Task the_same_case_has_the_same_number_and_dates_everywhere()
    {
        const string Sql = "select id, {0} as number, accepted_on::text as on, promised_due::text as due from {1} where accepted_on is not null order by id";
        var intake = await county.QueryAsync<(Guid, string, string, string)>("intake", string.Format(Sql, "number", "case_file"));
        var supervision = await county.QueryAsync<(Guid, string, string, string)>("supervision", string.Format(Sql, "case_number", "watched_case"));
        var approval = await county.QueryAsync<(Guid, string, string, string)>("approval", string.Format(Sql, "case_number", "approval").Replace("select id", "select case_id as id"));
        Assert.NotEmpty(intake);
        Assert.Equal(intake, supervision);
        Assert.Equal(intake, approval);
    }

    [Fact]
    public async Task every_number_parses_and_the_counters_go_on_behind_them()
    {
        var numbers = await county.QueryAsync<string>("intake", "select number from case_file");
        var lasts = (await county.QueryAsync<(string Kind, string Day, int Last)>("intake", "select kind, to_char(day, 'YYYYMMDD'), last from daily_serial")).ToDictionary(x => (x.Kind, x.Day), x => x.Last);
        Assert.All(numbers, number => Assert.True(CaseNumber.Parse(number).Serial <= lasts[(number[..31], number[31..39])]));
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
    }

    [Fact]
    public async Task every_licence_passes_its_check_and_is_the_one_its_case_names()
    {
        var licences = await county.QueryAsync<(Guid, Guid, string Id)>("certificates", "select case_id, id, licence_id from certificate order by case_id");
        var named = await county.QueryAsync<(Guid, Guid, string)>("intake", "select id, certificate_id, licence_id from case_file where licence_id is not null order by id");
        Assert.NotEmpty(licences);
        Assert.Equal(licences, named);
        Assert.All(licences, licence => LicenceId.Parse(licence.Id));
    }

    [Fact]
    public async Task personal_data_opens_to_numbers_that_pass_their_checks()
    {
        var people = await county.QueryAsync<(Guid Id, string Type, string Sealed, string Key)>("identity", "select id, id_type, id_number_sealed, id_key from account where id::text like '%-7eed-a5ed-%'");
        Assert.Equal(LoadedCounty.Cases / 10, people.Count % (LoadedCounty.Cases / 10) + LoadedCounty.Cases / 10);
        Assert.All(people, person =>
        {
            var number = county.Personal.Open(person.Sealed);
            Assert.True(person.Type == "111" ? CitizenId.Read(number).Value is { IsSynthetic: true } : CreditCode.Read(number).Value is not null, number);
            Assert.Equal(county.Personal.SearchKey(number), person.Key);
        });
        var forms = await county.QueryAsync<string>("intake", "select form_sealed from case_file limit 50");
        Assert.All(forms, form => JsonElement.Parse(county.Personal.Open(form)));
        var applicants = (await county.QueryAsync<string>("intake", "select applicant::text from case_file limit 50")).Select(text => JsonSerializer.Deserialize<ApplicantRef>(text, GovJson.Events)!);
        Assert.All(applicants, applicant => county.Personal.Open(applicant.NameSealed));
    }

    [Fact]
    public async Task the_sign_in_page_still_offers_the_people_of_development()
    {
        var offered = await county.QueryAsync<Guid>("identity", "select id from account where registered_by is null");
        Assert.Contains(SeededPeople.Citizen(TestIssuer.Region, 1), offered);
        Assert.DoesNotContain(offered, id => id.ToString().Contains("-7eed-a5ed-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task figures_are_what_counting_gives_and_supervision_would_have_found_them_so()
    {
        var figures = await county.QueryAsync<(string, long, long, long)>("supervision", "select department_code, open_cases, closed_cases, closed_in_time from figure order by 1");
        var cases = await county.QueryAsync<WatchedCase>("supervision", $"select {Watching.Columns} from watched_case");
        Assert.Equal(figures, cases.GroupBy(one => one.DepartmentCode!).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
            (group.Key, group.LongCount(one => !one.IsClosed), group.LongCount(one => one.IsClosed), group.LongCount(one => one.InTime == true))));
        Assert.Equal(0, await county.OneAsync<int>("supervision", "select count(*)::int from watched_case where clock = 'promised' and due <> promised_due"));
        var rated = await county.QueryAsync<(long, long)>("evaluation", "select coalesce(sum(ratings), 0)::bigint, coalesce(sum(satisfaction_sum), 0)::bigint from figure");
        Assert.Equal(rated, await county.QueryAsync<(long, long)>("evaluation", "select count(*), sum(satisfaction)::bigint from rating"));
    }

    [Fact]
    public async Task a_timeline_leads_to_the_state_of_its_case_in_order()
    {
        Assert.Equal(0, await county.OneAsync<int>("intake", """
            select count(*)::int
            from case_file c
            join lateral (
                select array_agg(at order by version) as ats, max(version) as version, (array_agg(status order by version desc))[1] as status
                from timeline t
                where t.region = c.region and t.case_id = c.id) t on true
            where t.version is distinct from c.version
               or t.status <> c.status
               or t.ats <> (select array_agg(at order by at) from unnest(t.ats) as at)
               or c.updated_at > now()
            """));
    }

    [Fact]
    public async Task a_loaded_case_goes_on_through_the_counter()
    {
        var id = await county.OneAsync<Guid>("intake", "select id from case_file where status = 'received' order by id limit 1");
        var clerk = county.Intake.As(People.Clerk);
        var etag = (await clerk.GetAsync($"/api/intake/v1/cases/{id}")).Headers.ETag!.Tag;
        using var accept = new HttpRequestMessage(HttpMethod.Post, $"/api/intake/v1/cases/{id}/accept") { Headers = { { "If-Match", etag } } };
        var answer = await clerk.SendAsync(accept);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Single(await county.Intake.Published<CaseAccepted>(), told => told.CaseId == id);
        await using var db = await county.Databases.OpenAsync("intake");
        // The other tests compare services, and only intake is told here.
        await db.ExecuteAsync("""
            update case_file set status = 'received', version = version - 1, accepted_on = null, promised_due = null, statutory_due = null where id = @id;
            delete from timeline where case_id = @id and action = 'accept'
            """, new { id });
    }

    [Fact]
    public async Task a_second_load_adds_and_a_load_cut_off_between_commits_is_cleared_first()
    {
        var before = await county.OneAsync<int>("intake", "select count(*)::int from case_file");
        var run = await Seed.LoadAsync(county.Databases, 1000, county.Said);
        Assert.Equal(before + 1000, await county.OneAsync<int>("intake", "select count(*)::int from case_file"));

        // As if the power had gone before intake's commit, which is the last.
        await using (var db = await county.Databases.OpenAsync("intake"))
            await db.ExecuteAsync("""
                delete from case_material where case_id::text like @ids;
                delete from timeline where case_id::text like @ids;
                delete from case_file where id::text like @ids;
                delete from seed_run where run = @run
                """, new { ids = SeedId.Pattern(run), run });
        await Seed.LoadAsync(county.Databases, 10, county.Said);

        Assert.Equal(before + 10, await county.OneAsync<int>("supervision", "select count(*)::int from watched_case"));
        await intake_approval_and_supervision_count_the_same_cases_in_each_state();
        await the_same_case_has_the_same_number_and_dates_everywhere();
        await every_number_parses_and_the_counters_go_on_behind_them();
        await every_licence_passes_its_check_and_is_the_one_its_case_names();
        await figures_are_what_counting_gives_and_supervision_would_have_found_them_so();
    }
}
