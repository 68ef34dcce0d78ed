using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using GovPlatform.Tests.Services.Intake.Conditions;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>Two at one case: nothing is overwritten, and who comes second is told how it stands.</summary>
public sealed class Clerks_side_by_side(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task of_two_clerks_who_take_a_case_the_second_is_told_409_with_the_state()
    {
        var file = await host.SubmittedAsync();
        var answers = await Task.WhenAll(ClaimAsync(People.Clerk, file), ClaimAsync(People.SecondClerk, file));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
        var problem = await Filing_a_case.ProblemAsync(answers.Single(a => a.StatusCode == HttpStatusCode.Conflict), 409, "claimed-by-another");
        Assert.Equal(("submitted", 2), (problem.GetProperty("state").GetString(), problem.GetProperty("version").GetInt32()));
        Assert.True(problem.GetProperty("until").GetDateTime() > DateTime.UtcNow);
    }

    [Fact]
    public async Task only_who_has_the_case_in_hand_moves_it_and_may_let_it_go()
    {
        var file = await host.ReceivedAsync();
        using var mine = await ClaimAsync(People.Clerk, file);
        using var again = await ClaimAsync(People.Clerk, file);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using var second = await host.TryAsync(People.SecondClerk, file, "accept");
        await Filing_a_case.ProblemAsync(second, 409, "claimed-by-another");
        using var foreign = await host.TryAsync(People.SecondClerk, file, "release");
        await Filing_a_case.ProblemAsync(foreign, 409, "claimed-by-another");
        using var released = await host.TryAsync(People.Clerk, file, "release");
        Assert.Equal(HttpStatusCode.NoContent, released.StatusCode);
        await host.MoveAsync(People.SecondClerk, file, "accept");
    }

    [Fact]
    public async Task a_hold_ends_with_its_time_and_when_the_case_leaves_the_counter()
    {
        var file = await host.ReceivedAsync();
        using var mine = await ClaimAsync(People.Clerk, file);
        await host.RowAsync<int>("update case_file set handled_until = now() - interval '1 second' where id = @id", new { id = IntakeHost.Id(file) });
        using var next = await ClaimAsync(People.SecondClerk, file);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        await host.MoveAsync(People.SecondClerk, file, "accept");
        Assert.Null(await host.RowAsync<Guid?>("select handled_by from case_file where id = @id", new { id = IntakeHost.Id(file) }));
        using var late = await ClaimAsync(People.Clerk, file);
        var problem = await Filing_a_case.ProblemAsync(late, 409, "case-state");
        Assert.Equal("accepted", problem.GetProperty("state").GetString());
    }

    [Fact]
    public async Task an_applicant_is_not_held_up_by_a_clerk_and_the_clerk_then_learns_of_it()
    {
        var file = await host.SubmittedAsync();
        using var mine = await ClaimAsync(People.Clerk, file);
        await host.MoveAsync(IntakeHost.Citizen, file, "withdraw");
        using var stale = await host.TryAsync(People.Clerk, file, "receive");
        await Filing_a_case.ProblemAsync(stale, 412, "stale");
    }

    [Fact]
    public async Task what_a_clerk_does_for_the_applicant_waits_for_the_one_who_has_it_in_hand_too()
    {
        var draft = await host.FiledAsync(People.Clerk, ConditionCases.Deferrable, applicant: IntakeHost.Citizen);
        var (late, upload) = (ConditionCases.LateCode(await host.CodeAsync(ConditionCases.Deferrable)), (await host.As(People.SecondClerk).UploadedAsync(Uploading.Pdf())).GetProperty("id"));
        using var mine = await ClaimAsync(People.Clerk, draft);
        using var put = await host.PutAsync(People.SecondClerk, draft, late, IntakeHost.Pdf("late"));
        var problem = await Filing_a_case.ProblemAsync(put, 409, "claimed-by-another");
        Assert.Equal(("draft", 1), (problem.GetProperty("state").GetString(), problem.GetProperty("version").GetInt32()));
        using var handed = await host.As(People.SecondClerk).PutAsJsonAsync(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(draft)}/materials/{late}/upload", UriKind.Relative), new { uploadId = upload });
        await Filing_a_case.ProblemAsync(handed, 409, "claimed-by-another");
        await host.ProblemAsync(People.SecondClerk, $"/cases/{IntakeHost.Id(draft)}/on-file", new { materials = new[] { new { code = late, reference = new string('a', 64) } } }, 409, "claimed-by-another");
        using var withdrawn = await host.TryAsync(People.SecondClerk, draft, "withdraw");
        await Filing_a_case.ProblemAsync(withdrawn, 409, "claimed-by-another");
        foreach (var who in new[] { People.Clerk, IntakeHost.Citizen })
            Assert.Equal(HttpStatusCode.OK, (await host.PutAsync(who, draft, late, IntakeHost.Pdf("late"))).StatusCode);
    }

    [Fact]
    public async Task of_two_tabs_of_one_applicant_the_second_is_told_412_and_nothing_is_overwritten()
    {
        var draft = await host.DraftAsync();
        var tabs = await Task.WhenAll(ReviseAsync(draft, "counter"), ReviseAsync(draft, "electronic"));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], tabs.Select(a => a.StatusCode).Order());
        var won = tabs[0].StatusCode == HttpStatusCode.OK ? "counter" : "electronic";
        Assert.Equal(won, (await host.ReadAsync(IntakeHost.Citizen, draft)).GetProperty("delivery").GetString());
    }

    [Fact]
    public async Task a_batch_goes_each_its_own_way_and_tells_of_each()
    {
        var files = new List<JsonElement>();
        for (var n = 0; n < 3; n++)
            files.Add(await host.SubmittedAsync());
        await host.MoveAsync(IntakeHost.Citizen, files[1], "withdraw");
        using var held = await ClaimAsync(People.SecondClerk, files[2]);
        object[] items = [.. files.Select(file => new { id = IntakeHost.Id(file), version = 2 }), new { id = Guid.NewGuid(), version = 1 }];
        var result = await BatchAsync(People.Clerk, "receive", items);
        Assert.Equal((1, 3, 0), (result.GetProperty("done").GetInt32(), result.GetProperty("failed").GetInt32(), result.GetProperty("notReached").GetInt32()));
        var outcomes = result.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([200, 412, 409, 404], outcomes.Select(one => one.GetProperty("status").GetInt32()));
        Assert.Equal(("received", 3), (outcomes[0].GetProperty("state").GetString(), outcomes[0].GetProperty("version").GetInt32()));
        Assert.Equal(["stale", "claimed-by-another", "not-found"], outcomes.Skip(1).Select(one => one.GetProperty("problem").GetProperty("code").GetString()));
        Assert.Equal("received", (await host.ReadAsync(People.Clerk, files[0])).GetProperty("status").GetString());

        // Sent again it changes nothing.
        Assert.Equal([412, 412, 409, 404], (await BatchAsync(People.Clerk, "receive", items)).GetProperty("items").EnumerateArray().Select(one => one.GetProperty("status").GetInt32()));
        Assert.Single(await host.Published<CaseReceived>(), e => e.CaseId == IntakeHost.Id(files[0]));
    }

    [Fact]
    public async Task a_batch_of_500_is_done_and_one_more_is_too_many()
    {
        var file = await host.SubmittedAsync();
        await using (var db = await host.Database.OpenConnectionAsync())
            await db.ExecuteAsync("""
                insert into case_file (id, region, number, status, version, channel, delivery, account_id, applicant, matter_code, matter, form_sealed, clock_from, created_at, updated_at)
                select gen_random_uuid(), region, 'B' || n, status, 2, channel, delivery, gen_random_uuid(), applicant, matter_code, matter, form_sealed, clock_from, created_at, updated_at
                from case_file, generate_series(1, 500) n
                where id = @id
                """, new { id = IntakeHost.Id(file) });
        await using var read = await host.Database.OpenConnectionAsync();
        var ids = (await read.QueryAsync<Guid>("select id from case_file where number like 'B%'")).ToList();
        var result = await BatchAsync(People.Clerk, "pre-review", [.. ids.Select(id => new { id, version = 2 })]);
        Assert.Equal((500, 0), (result.GetProperty("done").GetInt32() + result.GetProperty("notReached").GetInt32(), result.GetProperty("failed").GetInt32()));
        using var more = await host.As(People.Clerk).PostAsJsonAsync(new Uri("/api/intake/v1/counter/batch", UriKind.Relative), new { action = "pre-review", items = Enumerable.Repeat(new { id = Guid.NewGuid(), version = 1 }, 501) });
        Assert.Equal(HttpStatusCode.BadRequest, more.StatusCode);
    }

    private Task<HttpResponseMessage> ClaimAsync(Caller clerk, JsonElement file) =>
        host.As(clerk).PostAsync(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(file)}/claim", UriKind.Relative), null);

    private Task<HttpResponseMessage> ReviseAsync(JsonElement draft, string delivery)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/intake/v1/cases/{IntakeHost.Id(draft)}") { Content = JsonContent.Create(new { delivery, form = host.Form }) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{draft.GetProperty("version").GetInt32()}\"");
        return host.As(IntakeHost.Citizen).SendAsync(request);
    }

    private async Task<JsonElement> BatchAsync(Caller clerk, string action, object[] items)
    {
        using var answer = await host.As(clerk).PostAsJsonAsync(new Uri("/api/intake/v1/counter/batch", UriKind.Relative), new { action, items });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
