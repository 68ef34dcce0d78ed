using System.Text.Json;
using Dapper;
using GovPlatform.Approval;
using GovPlatform.Tests.Unit.Approval;
using static GovPlatform.Tests.Services.Approval.ApprovalHost;

namespace GovPlatform.Tests.Services.Approval;

public sealed class Reading_the_worklist(ApprovalHost host) : IClassFixture<ApprovalHost>
{
    private HttpClient Approver => host.As(People.Approver);

    [Fact]
    public async Task it_shows_the_own_department_by_due_day_page_by_page()
    {
        var ids = new List<Guid>();
        foreach (var day in new[] { 20, 18, 19 })
            ids.Add(await host.Open(promisedDue: new(2027, 3, day)));
        var elsewhere = await host.Open(People.OtherDepartment);

        var seen = new List<JsonElement>();
        string? after = null;
        do
        {
            var page = await GetAsync(Approver, $"worklist?limit=2{(after is null ? "" : $"&after={after}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray());
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);

        var mine = seen.Select(Id).ToList();
        Assert.Equal([ids[1], ids[2], ids[0]], mine.Where(ids.Contains));
        Assert.DoesNotContain(elsewhere, mine);
        Assert.Equal(mine.Count, mine.Distinct().Count());
    }

    [Fact]
    public async Task it_shows_the_own_day_of_a_case_in_the_green_channel_whenever_that_was_opened()
    {
        var before = Unit.Approval.AcceptedCases.Promised(host.Seal, People.Department, new(2027, 5, 20)) with { GreenDue = new DateOnly(2027, 5, 10) };
        await host.DeliverAsync(before);
        var later = await host.Open(promisedDue: new(2027, 5, 21));
        await host.DeliverAsync(new GreenChannelOpened(later, "n", DateTime.UtcNow, before.Matter, new(2027, 5, 11)));
        await host.DeliverAsync(new GreenChannelOpened(Guid.NewGuid(), "n", DateTime.UtcNow, before.Matter, null));
        var shown = (await GetAsync(Approver, "worklist?limit=100")).GetProperty("items").EnumerateArray().ToDictionary(Id, item => item.GetProperty("greenDue").GetString());
        Assert.Equal(("2027-05-10", "2027-05-11"), (shown[before.CaseId], shown[later]));
    }

    [Fact]
    public async Task a_case_shows_the_way_of_delivery_that_was_told_last()
    {
        var id = await host.Open();
        foreach (var (delivery, version) in new[] { ("post", 6), ("electronic", 8), ("counter", 7) })
            await host.DeliverAsync(new ResultRedirected(id, "n", DateTime.UtcNow, delivery, version));
        Assert.Equal("electronic", Text(await GetAsync(Approver, $"approvals/{id}"), "delivery"));
    }

    [Fact]
    public async Task it_masks_names_and_leaves_out_what_is_handed_over()
    {
        var id = await host.Granted();
        var item = Assert.Single(await ItemsAsync("worklist?limit=100&status=granted"), x => Id(x) == id);
        Assert.Equal("张**", item.GetProperty("applicant").GetString());
        await ExpectAsync(Approver, id, "hand-over", 3, null, 200);
        Assert.DoesNotContain(await ItemsAsync("worklist?limit=100"), x => Id(x) == id);
    }

    [Fact]
    public async Task it_can_be_narrowed_to_mine_and_to_a_status()
    {
        var (open, claimed) = (await host.Open(), await host.Claimed());
        Assert.Contains(await ItemsAsync("worklist?limit=100&mine=true"), x => Id(x) == claimed && x.GetProperty("mine").GetBoolean());
        Assert.DoesNotContain(await ItemsAsync("worklist?limit=100&mine=true"), x => Id(x) == open);
        Assert.All(await ItemsAsync("worklist?limit=100&status=open"), x => Assert.Equal("open", x.GetProperty("status").GetString()));
        await GetAsync(Approver, "worklist?status=handed-over", 400);
        await GetAsync(Approver, "worklist?due=tomorrow", 400);
        await GetAsync(Approver, "worklist?after=x", 400);
    }

    [Fact]
    public async Task overdue_begins_with_the_day_in_Asia_Shanghai()
    {
        var id = await host.Open(promisedDue: new(2026, 2, 10));
        var before = host.Clock.Now;
        try
        {
            host.Clock.Now = new(2026, 2, 10, 15, 59, 0, DateTimeKind.Utc);
            Assert.Contains(await ItemsAsync("worklist?due=today"), x => Id(x) == id && !x.GetProperty("overdue").GetBoolean());
            Assert.DoesNotContain(await ItemsAsync("worklist?due=overdue"), x => Id(x) == id);
            host.Clock.Now = new(2026, 2, 10, 16, 0, 0, DateTimeKind.Utc);
            var item = Assert.Single(await ItemsAsync("worklist?due=overdue"), x => Id(x) == id);
            Assert.Equal((true, -1), (item.GetProperty("overdue").GetBoolean(), item.GetProperty("workingDaysLeft").GetInt32()));
        }
        finally
        {
            host.Clock.Now = before;
        }
    }

    [Fact]
    public async Task a_case_shows_its_applicant_masked_and_with_a_purpose_unmasked_and_recorded()
    {
        var id = await host.Open();
        var masked = (await GetAsync(Approver, $"approvals/{id}")).GetProperty("applicant");
        Assert.Equal(("张**", "138****1234", true), (Text(masked, "name"), Text(masked, "phone"), masked.GetProperty("isMasked").GetBoolean()));
        Assert.DoesNotContain(AcceptedCases.IdNumber, masked.ToString());
        await GetAsync(Approver, $"approvals/{id}", 400, purpose: "x");
        Assert.Equal(0, await ReadsAsync(id));

        var open = (await GetAsync(Approver, $"approvals/{id}", purpose: "核对申请人身份")).GetProperty("applicant");
        Assert.Equal((AcceptedCases.Name, AcceptedCases.IdNumber, AcceptedCases.Phone), (Text(open, "name"), Text(open, "idNumber"), Text(open, "phone")));
        Assert.Equal(1, await ReadsAsync(id));
        var shown = await GetAsync(host.As(People.Citizen), "staff-reads");
        Assert.Contains(shown.GetProperty("items").EnumerateArray(), x => Text(x, "record") == $"approval/{id}" && Text(x, "purpose") == "核对申请人身份");
    }

    [Theory]
    [InlineData(false, false, null, false, "approval_worklist")]
    [InlineData(false, false, null, true, "approval_worklist")]
    [InlineData(true, false, "overdue", true, "approval_worklist")]
    [InlineData(false, false, "today", false, "approval_worklist")]
    [InlineData(false, true, null, true, "approval_mine")]
    public Task each_list_reads_its_index_in_order(bool ofStatus, bool mine, string? due, bool behind, string index) => Plans.ReadsIndexAsync(host.Database, "approval", $$"""
        insert into approval (region, case_id, case_number, status, version, department_code, matter, applicant, materials, delivery, accepted_on, promised_due, provisional, opened_at, claimed_by, outcome)
        select '410497', gen_random_uuid(), n::text, case when n % 10 = 0 then 'claimed' else 'handed-over' end, 1, '{{People.Department}}', '{}', '{}', '[]', 'counter',
               '2026-01-01', date '2026-01-01' + n % 300, false, now(), md5((n % 40)::text)::uuid, case when n % 10 = 0 then null else 'granted' end
        from generate_series(1, 20000) n
        """, ListWorklist.Sql(ofStatus, mine, due, behind), new
    {
        People.Approver.Region, People.Department, Id = Guid.Empty, status = "claimed", today = new DateOnly(2026, 6, 1), Due = new DateOnly(2026, 3, 1), Last = Guid.Empty, take = 21,
    }, index);

    private async Task<List<JsonElement>> ItemsAsync(string path) =>
        [.. (await GetAsync(Approver, path)).GetProperty("items").EnumerateArray()];

    private Task<int> ReadsAsync(Guid id) => host.RowAsync<int>("select count(*) from staff_read where record = @record", new { record = $"approval/{id}" });

    private static Guid Id(JsonElement item) => item.GetProperty("caseId").GetGuid();

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
