using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using GovPlatform.Supervision;

namespace GovPlatform.Tests.Services.Supervision;

public sealed class SupervisionHost() : ServiceHost<CaseView>("supervision")
{
    // Nobody answers there: a rebuild says so.
    protected override IEnumerable<(string Key, string Value)> Settings => Watching.Producers.Select(producer => ($"services:{producer}:http:0", "http://127.0.0.1:1"));
}

public sealed class Watching_cases(SupervisionHost host) : IClassFixture<SupervisionHost>
{
    [Fact]
    public async Task a_case_from_application_to_rating_is_shown_closed_in_time()
    {
        var told = new Told();
        await host.DeliverAsync(told.Submitted);
        await host.DeliverAsync(told.Accepted);
        await host.DeliverAsync(told.Started);
        await host.DeliverAsync(told.Decided);
        await host.DeliverAsync(told.HandedOver);
        await host.DeliverAsync(told.Delivered);
        await host.DeliverAsync(told.Closed);
        await host.DeliverAsync(told.Rated);

        var shown = await ReadAsync(People.Supervisor, $"cases/{told.CaseId}");
        Assert.Equal("closed", shown.GetProperty("status").GetString());
        Assert.True(shown.GetProperty("inTime").GetBoolean());
        Assert.Equal(5, shown.GetProperty("satisfaction").GetInt32());
        Assert.Equal(8, await host.RowAsync<int>("select version from watched_case where id = @CaseId", new { told.CaseId }));
    }

    [Fact]
    public async Task events_in_the_wrong_order_end_closed_and_are_counted_once()
    {
        var told = new Told { Department = "11410497000000035G" };
        await host.DeliverAsync(told.Closed);
        await host.DeliverAsync(told.HandedOver);
        await host.DeliverAsync(told.Accepted);
        await host.DeliverAsync(told.Submitted);
        await host.DeliverAsync(told.Received);
        await host.DeliverAsync(told.Supplement);
        await host.DeliverAsync(told.Supplied);
        Assert.Equal("closed", (await ReadAsync(People.Admin, $"cases/{told.CaseId}")).GetProperty("stage").GetString());
        Assert.Equal((0L, 1L, 1L), await host.RowAsync<(long, long, long)>(
            "select open_cases, closed_cases, closed_in_time from figure where department_code = @Department", new { told.Department }));
    }

    [Fact]
    public async Task the_green_channel_is_shown_with_its_case_and_counted_once_in_whatever_order_it_is_told()
    {
        var told = new Told { Department = "11410497000000051T" };
        await host.DeliverAsync(new GreenChannelOpened(told.CaseId, told.CaseNumber, told.At, told.Matter, null));
        await host.DeliverAsync(told.Accepted with { GreenDue = new(2020, 1, 3) });
        var read = await ReadAsync(People.Supervisor, $"cases/{told.CaseId}");
        Assert.Equal((true, "2020-01-03", true), (read.GetProperty("green").GetBoolean(), read.GetProperty("greenDue").GetString(), read.GetProperty("greenOverdue").GetBoolean()));
        Assert.Equal((1, 1, 1), await FiguresAsync());
        await host.DeliverAsync(told.HandedOver);
        Assert.Equal((1, 1, 0), await FiguresAsync());

        async Task<(int, int, int)> FiguresAsync()
        {
            var figures = (await ReadAsync(People.Supervisor, "figures")).GetProperty("departments").EnumerateArray().Single(row => row.GetProperty("departmentCode").GetString() == told.Department);
            return (figures.GetProperty("open").GetInt32(), figures.GetProperty("green").GetInt32(), figures.GetProperty("greenOverdue").GetInt32());
        }
    }

    [Fact]
    public async Task overdue_cases_are_listed_and_counted_and_the_applicants_time_is_not_overdue()
    {
        const string department = "11410497000000043B";
        Told late = new() { Department = department }, waiting = new() { Department = department }, fresh = new() { Department = department, At = new(2026, 3, 12, 1, 0, 0, DateTimeKind.Utc) };
        await host.DeliverAsync(late.Accepted);
        await host.DeliverAsync(waiting.Submitted);
        await host.DeliverAsync(waiting.Supplement with { Due = new(2026, 3, 5) });
        await host.DeliverAsync(fresh.Submitted);
        var kept = host.Clock.Now;
        host.Clock.Now = new(2026, 3, 12, 2, 0, 0, DateTimeKind.Utc);

        var overdue = (await ReadAsync(People.Supervisor, $"cases?overdue=true&department={department}")).GetProperty("items");
        var row = Assert.Single(overdue.EnumerateArray());
        Assert.Equal((late.CaseId, -3, true), (row.GetProperty("id").GetGuid(), row.GetProperty("daysLeft").GetInt32(), row.GetProperty("overdue").GetBoolean()));
        Assert.Equal(3, (await ReadAsync(People.Supervisor, $"cases?department={department}")).GetProperty("items").GetArrayLength());
        var figures = (await ReadAsync(People.Supervisor, "figures")).GetProperty("departments").EnumerateArray().Single(d => d.GetProperty("departmentCode").GetString() == department);
        Assert.Equal((3, 1), (figures.GetProperty("open").GetInt32(), figures.GetProperty("overdue").GetInt32()));
        host.Clock.Now = kept;
    }

    [Fact]
    public async Task an_approver_sees_the_own_department_only_and_citizens_nothing()
    {
        var told = new Told();
        await host.DeliverAsync(told.Submitted);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(People.Approver, $"cases/{told.CaseId}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(People.ApproverElsewhere, $"cases/{told.CaseId}"));
        Assert.Equal(0, (await ReadAsync(People.ApproverElsewhere, $"cases?department={People.Department}")).GetProperty("items").GetArrayLength());
        Assert.DoesNotContain((await ReadAsync(People.ApproverElsewhere, "figures")).GetProperty("departments").EnumerateArray(), d => d.GetProperty("departmentCode").GetString() == People.Department);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(People.Citizen, "cases"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Anonymous().GetAsync("/api/supervision/v1/cases")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(People.Supervisor, "cases?status=all"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(People.Supervisor, "cases?after=nonsense"));
    }

    [Fact]
    public async Task pages_follow_each_other_without_gap_or_repetition()
    {
        const string department = "11410497000000051X";
        for (var i = 0; i < 5; i++) await host.DeliverAsync(new Told { Department = department }.Submitted);
        var seen = new List<Guid>();
        for (string? after = ""; after is not null;)
        {
            var page = await ReadAsync(People.Supervisor, $"cases?limit=2&department={department}" + (after == "" ? "" : $"&after={after}"));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetGuid()));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
    }

    [Theory, InlineData("open", true), InlineData("open", false), InlineData("closed", true), InlineData("closed", false), InlineData("late", true), InlineData("late", false)]
    public Task the_lists_read_their_indexes(string list, bool ofDepartment) => Plans.ReadsIndexAsync(host.Database, "watched_case", """
        insert into watched_case (id, case_number, department_code, stage, stage_at, outcome, clock, due, closed_on, provisional, version)
        select gen_random_uuid(), i::text, 'D' || i % 20, case when i % 10 = 0 then 'accepted' else 'closed' end, now(), 'granted',
               case when i % 10 = 0 then 'promised' else 'none' end, date '2030-01-01' + i % 300, date '2030-01-01' + i % 300 + case when i % 31 = 0 then 1 else -1 end, false, 1
        from generate_series(1, 20000) i
        """, ListCases.Sql(list == "open", list == "late", ofDepartment, true),
        new { department = "D10", Due = new DateOnly(2030, 2, 1), Id = Guid.Empty, today = new DateOnly(2030, 5, 1), take = 21 },
        $"watched_case_{list}{(ofDepartment ? "_of" : "")}");

    [Fact]
    public async Task a_rebuild_leaves_the_view_as_it_was_while_a_neighbour_is_down()
    {
        var told = new Told();
        await host.DeliverAsync(told.Submitted);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.As(People.Service).PostAsync("/internal/rebuild", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(People.Supervisor, $"cases/{told.CaseId}"));
    }

    private async Task<JsonElement> ReadAsync(Caller caller, string path) =>
        await host.As(caller).GetFromJsonAsync<JsonElement>($"/api/supervision/v1/{path}");

    private async Task<HttpStatusCode> StatusAsync(Caller caller, string path) =>
        (await host.As(caller).GetAsync($"/api/supervision/v1/{path}")).StatusCode;
}
