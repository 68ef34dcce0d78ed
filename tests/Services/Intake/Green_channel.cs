using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>绿色通道、特事特办: asked for by one, opened by another, shown on every list.</summary>
public sealed class Green_channel(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task it_is_asked_for_by_one_opened_by_another_and_has_a_shorter_clock()
    {
        var asked = await host.MoveAsync(People.Clerk, await host.ReceivedAsync(), "green-channel", new { reason = "开学前须办结" });
        var (id, department) = (IntakeHost.Id(asked), asked.GetProperty("matter").GetProperty("departmentCode").GetString());
        var approver = People.Approver with { Id = Guid.NewGuid(), Department = department };
        await RefusedAsync(People.Clerk, asked, "green-channel", 409, "case-state", new { reason = "再来一次" });
        await RefusedAsync(People.Supervisor with { Id = People.Clerk.Id }, asked, "green-channel/answer", 403, "own-request", new { });
        await RefusedAsync(approver with { Department = People.OtherDepartment }, asked, "green-channel/answer", 404, "not-found", new { });
        Assert.Contains(id, await ListAsync(approver, "requested"));
        Assert.DoesNotContain(id, await ListAsync(approver with { Department = People.OtherDepartment }, "requested"));
        var declined = await host.MoveAsync(People.Supervisor, asked, "green-channel/answer", new { open = false, note = "理由不充分" });
        await RefusedAsync(People.Supervisor, declined, "green-channel/answer", 409, "case-state", new { });

        asked = await host.MoveAsync(People.Clerk, declined, "green-channel", new { reason = "患者急需手术", days = 1 });
        Assert.DoesNotContain(id, await ListAsync(People.Clerk, "open"));
        var updated = asked.GetProperty("updatedAt").GetString();
        var open = await host.MoveAsync(approver, asked, "green-channel/answer", new { });
        Assert.Equal(("received", updated), (open.GetProperty("status").GetString(), open.GetProperty("updatedAt").GetString()));
        Assert.Contains(id, await ListAsync(People.Supervisor, "open"));
        Assert.DoesNotContain(id, await ListAsync(People.Supervisor, "requested"));
        Assert.True(await MarkedAsync($"/counter/queue?status=received&matter={host.MatterCode}&limit=100"));
        Assert.True(await MarkedAsync($"/counter/search?number={open.GetProperty("number").GetString()}"));
        Assert.Null((await host.Published<GreenChannelOpened>()).Single(e => e.CaseId == id).GreenDue);

        var accepted = await host.MoveAsync(People.Clerk, open, "accept");
        var told = (await host.Published<CaseAccepted>()).Single(e => e.CaseId == id);
        Assert.Equal(new WorkingDays().Due(told.AcceptedOn, 1, told.Matter.PromisedUnit), told.GreenDue);
        Assert.Equal($"{told.GreenDue:yyyy-MM-dd}", accepted.GetProperty("greenDue").GetString());
        var steps = (await host.GetAsync(IntakeHost.Citizen, $"/cases/{id}/timeline")).EnumerateArray().Select(step => step.GetProperty("action").GetString());
        Assert.Equal(["green-request", "green-decline", "green-request", "green-open", "accept"], steps.TakeLast(5));

        async Task<bool> MarkedAsync(string list) =>
            (await host.GetAsync(People.Clerk, list)).GetProperty("items").EnumerateArray().Single(line => line.GetProperty("id").GetGuid() == id).GetProperty("green").GetBoolean();
    }

    [Fact]
    public async Task its_reason_is_sealed_and_told_to_the_applicant_and_to_staff_who_say_why()
    {
        const string reason = "患者张某某须手术";
        var asked = await host.MoveAsync(People.Clerk, await host.ReceivedAsync(), "green-channel", new { reason });
        Assert.Null(asked.GetProperty("greenReason").GetString());
        await ToldAsync();

        // As an older version has stored it.
        await host.RowAsync<int>("with said as (update timeline set note = @reason where case_id = @id and action = 'green-request') update case_file set green_reason = @reason, green_reason_sealed = null where id = @id returning 1",
            new { reason, id = IntakeHost.Id(asked) });
        await host.Services.GetServices<IHostedService>().OfType<GovPlatform.Intake.SealGreenReasons>().Single().SealAsync(CancellationToken.None);
        await ToldAsync();

        async Task ToldAsync()
        {
            Assert.Null((await host.ReadAsync(People.Supervisor, asked)).GetProperty("greenReason").GetString());
            Assert.Equal(reason, (await host.ReadAsync(IntakeHost.Citizen, asked)).GetProperty("greenReason").GetString());
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/intake/v1/cases/{IntakeHost.Id(asked)}") { Headers = { { "Purpose", Uri.EscapeDataString("核对绿色通道理由") } } };
            using var answer = await host.As(People.Supervisor).SendAsync(request);
            Assert.Equal(reason, JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("greenReason").GetString());
            Assert.Equal((null, false), (await host.RowAsync<string>("select green_reason from case_file where id = @id", new { id = IntakeHost.Id(asked) }),
                await host.RowAsync<bool>("select green_reason_sealed like '%手术%' from case_file where id = @id", new { id = IntakeHost.Id(asked) })));
            Assert.DoesNotContain(reason, (await host.GetAsync(People.Supervisor, $"/cases/{IntakeHost.Id(asked)}/timeline")).EnumerateArray().Select(step => step.GetProperty("note").GetString()));
        }
    }

    [Fact]
    public async Task opened_after_acceptance_it_tells_its_day_at_once_and_never_after_the_promised_one()
    {
        var asked = await host.MoveAsync(People.Clerk, await host.AcceptedAsync(), "green-channel", new { reason = "重点项目", days = 365 });
        var open = await host.MoveAsync(People.Supervisor, asked, "green-channel/answer", new { });
        Assert.Equal(asked.GetProperty("promisedDue").GetString(), open.GetProperty("greenDue").GetString());
        Assert.Equal(asked.GetProperty("promisedDue").GetString(), $"{(await host.Published<GreenChannelOpened>()).Single(e => e.CaseId == IntakeHost.Id(open)).GreenDue:yyyy-MM-dd}");
        Assert.Equal(open.GetProperty("greenDue").GetString(), (await host.ReadAsync(IntakeHost.Citizen, open)).GetProperty("greenDue").GetString());
    }

    [Fact]
    public async Task its_lists_read_their_indexes()
    {
        const string load = """
            insert into case_file (id, region, number, status, version, channel, delivery, account_id, applicant, matter_code, matter, form_sealed, created_at, updated_at, green_requested_at, green_since)
            select gen_random_uuid(), '410497', 'G' || n, case when n % 3 > 0 then 'closed' else 'accepted' end, 1, 'web', 'counter', gen_random_uuid(), '{}', 'M', '{}', '', now(), now(),
                case when n % 10 = 0 then timestamptz '2026-01-01' + n * interval '1 minute' end, case when n % 20 = 0 then timestamptz '2026-01-01' + n * interval '1 minute' end
            from generate_series(1, 20000) n
            """;
        var args = new { At = DateTime.UnixEpoch, Id = Guid.Empty, limit = 21 };
        await Plans.ReadsIndexAsync(host.Database, "case_file", load, GovPlatform.Intake.GreenChannel.Sql(open: true, ofDepartment: false), args, "case_file_green");
        await Plans.ReadsIndexAsync(host.Database, "case_file", load, GovPlatform.Intake.GreenChannel.Sql(open: false, ofDepartment: false), args, "case_file_green_requested");
    }

    private async Task<IReadOnlyList<Guid>> ListAsync(Caller by, string state) =>
        [.. (await host.GetAsync(by, $"/counter/green?state={state}&limit=100")).GetProperty("items").EnumerateArray().Select(line => line.GetProperty("case").GetProperty("id").GetGuid())];

    private async Task RefusedAsync(Caller by, JsonElement file, string step, int status, string code, object body)
    {
        using var answer = await host.TryAsync(by, file, step, body);
        await Filing_a_case.ProblemAsync(answer, status, code);
    }
}
