using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>委托授权: who may accept what is data.</summary>
public sealed class Mandates(IntakeHost host) : IClassFixture<IntakeHost>, IAsyncLifetime
{
    /// <summary>As in Production: nothing is delegated and nobody is competent, until a test says so.</summary>
    public async Task InitializeAsync() => await ExecuteAsync("delete from delegation; delete from competence");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task nobody_accepts_without_the_departments_delegation_and_supervision_hears_of_the_try()
    {
        var received = await host.ReceivedAsync();
        await RefusedAsync(received, "accept", null, "no-delegation");
        var told = (await host.Published<IrregularityFound>()).Single(e => e.CaseId == IntakeHost.Id(received));
        Assert.Equal(("outside-mandate", "accept: no-delegation", (Guid?)People.Clerk.Id, true), (told.Rule, told.Detail, told.By, told.Refused));

        var department = Department(received);
        var delegation = await DelegationAsync(host, department);
        await RefusedAsync(received, "accept", null, "no-competence");
        var competence = await CompetenceAsync(People.Clerk, department);
        using var colleague = await host.TryAsync(People.SecondClerk, received, "accept");
        await RuleAsync(colleague, "no-competence");

        await DeleteAsync($"competences/{competence}");
        await RefusedAsync(received, "accept", null, "no-competence");
        await CompetenceAsync(People.Clerk, host.MatterCode);
        await DeleteAsync($"delegations/{delegation}");
        await DeleteAsync($"delegations/{delegation}");
        await RefusedAsync(received, "accept", null, "delegation-expired");
        await DelegationAsync(host, department, matterCodes: [host.MatterCode]);
        Assert.Equal("accepted", (await host.MoveAsync(People.Clerk, received, "accept")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task each_act_is_delegated_for_itself_and_for_its_days()
    {
        var submitted = await host.SubmittedAsync();
        var department = Department(submitted);
        await CompetenceAsync(People.Clerk, "*");
        await DelegationAsync(host, department, acts: ["accept"], from: "2026-03-03");
        var received = await host.ReceivedAsync();
        await RefusedAsync(received, "accept", null, "no-delegation");
        var code = received.GetProperty("materials")[0].GetProperty("code").GetString();
        var notice = new { materialCodes = new[] { code }, note = "不清晰" };
        await RefusedAsync(submitted, "pre-review", null, "no-delegation");
        await RefusedAsync(submitted, "return", notice, "no-delegation");
        await RefusedAsync(received, "request-supplement", notice, "no-delegation");
        await RefusedAsync(received, "refuse", new { code = "barred", reason = "在禁止申请期限内" }, "no-delegation");
        await DelegationAsync(host, department, acts: ["accept"], from: "2025-01-01", until: "2026-03-01");
        await RefusedAsync(received, "accept", null, "delegation-expired");
        await DelegationAsync(host, department, acts: ["notice"], until: "2026-03-02");
        await RefusedAsync(received, "refuse", new { code = "barred", reason = "在禁止申请期限内" }, "no-delegation");
        await host.MoveAsync(People.Clerk, received, "request-supplement", notice);
    }

    [Fact]
    public async Task what_is_not_a_delegation_is_refused_and_kept_nowhere()
    {
        var editor = host.As(People.Editor);
        await ProblemAsync(new { departmentCode = People.OtherDepartment }, "not-your-department");
        await ProblemAsync(new { matterCodes = new[] { new string('1', 31) } }, "wrong-code");
        await ProblemAsync(new { acts = new[] { "decide" } }, "unknown-act");
        await ProblemAsync(new { validUntil = "2025-12-31" }, "ends-before");
        Assert.Equal(0, await host.RowAsync<long>("select count(*) from delegation"));

        var kept = await DelegationAsync(host, People.Department);
        var listed = await host.As(People.Clerk).GetFromJsonAsync<JsonElement>(new Uri($"/api/intake/v1/delegations?department={People.Department}", UriKind.Relative));
        Assert.Equal([kept], listed.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetGuid()));
        using var elsewhere = await host.As(People.Editor with { Id = Guid.NewGuid(), Department = People.OtherDepartment }).DeleteAsync(new Uri($"/api/intake/v1/delegations/{kept}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        Assert.Null(await host.RowAsync<DateTime?>("select revoked_at from delegation"));

        async Task ProblemAsync(object change, string code)
        {
            var body = new Dictionary<string, object?> { ["documentNumber"] = "平委〔2026〕1号", ["validFrom"] = "2026-01-01", ["validUntil"] = "2026-12-31" };
            foreach (var member in change.GetType().GetProperties())
                body[member.Name] = member.GetValue(change);
            using var answer = await editor.SendAsync(IntakeHost.Post("/delegations", body));
            await Filing_a_case.ProblemAsync(answer, 422, code);
        }
    }

    [Fact]
    public async Task the_lists_read_their_indexes()
    {
        const string load = """
            insert into delegation (id, department_code, acts, document_number, valid_from, valid_until, created_at)
            select gen_random_uuid(), 'D' || n % 20, '{accept}', '', '2026-01-01', '2026-12-31', now() from generate_series(1, 20000) n
            """;
        const string competences = """
            insert into competence (id, account_id, matters, valid_from, valid_until, created_at)
            select gen_random_uuid(), md5((n % 20)::text)::uuid, '*', '2026-01-01', '2026-12-31', now() from generate_series(1, 20000) n
            """;
        await Plans.ReadsIndexAsync(host.Database, "delegation", load, GovPlatform.Intake.KeepDelegations.SqlOfDepartment, new { department = "D1", last = Guid.AllBitsSet, limit = 21 }, "delegation_department");
        await Plans.ReadsIndexAsync(host.Database, "delegation", load, GovPlatform.Intake.KeepDelegations.Sql, new { last = Guid.AllBitsSet, limit = 21 }, "delegation_pkey");
        await Plans.ReadsIndexAsync(host.Database, "competence", competences, GovPlatform.Intake.KeepCompetences.SqlOfAccount, new { account = new Guid("c4ca4238-a0b9-2382-0dcc-509a6f75849b"), last = Guid.AllBitsSet, limit = 21 }, "competence_account");
        await Plans.ReadsIndexAsync(host.Database, "competence", competences, GovPlatform.Intake.KeepCompetences.Sql, new { last = Guid.AllBitsSet, limit = 21 }, "competence_pkey");
    }

    internal static async Task<Guid> DelegationAsync(IntakeHost host, string department, string[]? matterCodes = null, string[]? acts = null, string from = "2026-01-01", string until = "2026-12-31")
    {
        using var answer = await host.As(People.Admin).SendAsync(IntakeHost.Post("/delegations", new { departmentCode = department, matterCodes, acts, documentNumber = "平委〔2026〕1号", validFrom = from, validUntil = until }));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private async Task<Guid> CompetenceAsync(Caller clerk, string matters)
    {
        using var answer = await host.As(People.Admin).SendAsync(IntakeHost.Post("/competences", new { accountId = clerk.Id, matters, validFrom = "2026-01-01", validUntil = "2026-12-31" }));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private async Task DeleteAsync(string path)
    {
        using var answer = await host.As(People.Admin).DeleteAsync(new Uri($"/api/intake/v1/{path}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private async Task RefusedAsync(JsonElement file, string step, object? body, string rule)
    {
        using var answer = await host.TryAsync(People.Clerk, file, step, body);
        await RuleAsync(answer, rule);
        Assert.Equal(file.GetProperty("version").GetInt32(), (await host.ReadAsync(People.Clerk, file)).GetProperty("version").GetInt32());
    }

    private static async Task RuleAsync(HttpResponseMessage answer, string rule) =>
        Assert.Equal(rule, (await Filing_a_case.ProblemAsync(answer, 403, "outside-mandate")).GetProperty("rule").GetString());

    private static string Department(JsonElement file) => file.GetProperty("matter").GetProperty("departmentCode").GetString()!;

    private async Task ExecuteAsync(string sql)
    {
        await using var db = await host.Database.OpenConnectionAsync();
        await db.ExecuteAsync(sql);
    }
}
