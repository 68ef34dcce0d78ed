using System.Text.Json;
using GovPlatform.Approval;
using GovPlatform.Tests.Unit.Approval;
using static GovPlatform.Tests.Services.Approval.ApprovalHost;

namespace GovPlatform.Tests.Services.Approval;

/// <summary>应提前开展: cases of packages on which a department may begin.</summary>
public sealed class Hearing_of_what_is_to_come(ApprovalHost host) : IClassFixture<ApprovalHost>
{
    [Fact]
    public async Task a_department_sees_its_own_with_what_they_wait_for()
    {
        var (mine, other) = (await ToldAsync(CaseAnnounced.Waiting, 2), await ToldAsync(CaseAnnounced.Waiting, 2, department: People.OtherDepartment));
        var seen = await ListAsync();
        Assert.Equal("营业执照", seen.Single(line => Id(line) == mine).GetProperty("waitsFor")[0].GetString());
        Assert.DoesNotContain(seen, line => Id(line) == other);
        await ToldAsync(CaseAnnounced.Released, 3, mine);
        Assert.Empty((await ListAsync()).Single(line => Id(line) == mine).GetProperty("waitsFor").EnumerateArray());
    }

    [Fact]
    public async Task an_end_that_is_heard_before_stands()
    {
        var id = await ToldAsync(CaseAnnounced.Ended, 5);
        await ToldAsync(CaseAnnounced.Waiting, 2, id);
        Assert.DoesNotContain(await ListAsync(), line => Id(line) == id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task what_is_accepted_is_not_to_come_any_more(bool acceptedFirst)
    {
        var accepted = AcceptedCases.Promised(host.Seal, People.Department, null);
        if (acceptedFirst)
            await host.DeliverAsync(accepted);
        await ToldAsync(CaseAnnounced.Released, 4, accepted.CaseId);
        if (!acceptedFirst)
            await host.DeliverAsync(accepted);
        Assert.DoesNotContain(await ListAsync(), line => Id(line) == accepted.CaseId);
    }

    [Fact]
    public Task the_list_reads_its_index_in_order() => Plans.ReadsIndexAsync(host.Database, "announced", """
        insert into announced (region, case_id, case_number, department_code, matter, package_number, package_name, waits_for, status, version, told_at)
        select '410497', gen_random_uuid(), n::text, 'd' || n % 200, '{}', 'p', 'p', '{}', 'waiting', 1, now() from generate_series(1, 20000) n
        """, ListAnnounced.Sql, new { Region = "410497", Department = "d7", last = Guid.Empty, limit = 21 }, "announced_worklist");

    private async Task<Guid> ToldAsync(string status, int version, Guid? id = null, string department = People.Department)
    {
        var told = new Told();
        var caseId = id ?? told.CaseId;
        await host.DeliverAsync(new CaseAnnounced(
            caseId, told.CaseNumber, told.At, told.Matter with { DepartmentCode = department }, told.Account, Guid.NewGuid(), "YJS4104972026030200001", "开办便利店",
            status == CaseAnnounced.Waiting ? ["营业执照"] : [], status, version));
        return caseId;
    }

    private async Task<List<JsonElement>> ListAsync() => [.. (await GetAsync(host.As(People.Approver), "worklist/announced?limit=100")).GetProperty("items").EnumerateArray()];

    private static Guid Id(JsonElement line) => line.GetProperty("caseId").GetGuid();
}
