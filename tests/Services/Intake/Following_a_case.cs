using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using GovPlatform.Intake;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>Who follows a case hears of its steps as they happen.</summary>
public sealed class Following_a_case(IntakeHost host) : IClassFixture<IntakeHost>
{
    [Fact]
    public async Task steps_come_as_they_happen_resume_behind_the_last_seen_and_end_with_the_case()
    {
        var file = await host.SubmittedAsync();
        using var stream = await ListenAsync(IntakeHost.Citizen, file);
        await using var steps = StepsAsync(stream).GetAsyncEnumerator();
        Assert.Equal(("1", "create"), await NextAsync(steps));
        Assert.Equal(("2", "submit"), await NextAsync(steps));
        var received = await host.MoveAsync(People.Clerk, file, "receive");
        Assert.Equal(("3", "receive"), await NextAsync(steps));

        using var resumed = await ListenAsync(IntakeHost.Citizen, file, lastEventId: "2");
        await using var rest = StepsAsync(resumed).GetAsyncEnumerator();
        Assert.Equal(("3", "receive"), await NextAsync(rest));
        await host.MoveAsync(IntakeHost.Citizen, received, "withdraw");
        Assert.Equal(("4", "withdraw"), await NextAsync(rest));
        Assert.Equal(("4", "withdraw"), await NextAsync(steps));
        Assert.False(await rest.MoveNextAsync());
        Assert.False(await steps.MoveNextAsync());
    }

    [Fact]
    public async Task a_stranger_finds_no_stream_and_an_account_has_five_at_most()
    {
        var file = await host.SubmittedAsync();
        using var strange = await ListenAsync(People.Stranger, file);
        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
        using var wrong = await ListenAsync(People.Supervisor, file, lastEventId: "x");
        await Filing_a_case.ProblemAsync(wrong, 400, "bad-event-id");
        var open = new List<HttpResponseMessage>();
        for (var n = 0; n < 5; n++)
            open.Add(await ListenAsync(People.Supervisor, file));
        Assert.All(open, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        using var sixth = await ListenAsync(People.Supervisor, file);
        await Filing_a_case.ProblemAsync(sixth, 429, "too-many-streams");
        open.ForEach(answer => answer.Dispose());
    }

    [Fact]
    public async Task followers_of_a_case_and_of_its_project_are_told_of_each_step()
    {
        const string project = "2026-410497-48-03-012345";
        var leader = People.Supervisor with { Id = Guid.CreateVersion7() };
        using var follows = await host.As(leader).PutAsync(new Uri($"/api/intake/v1/projects/{project}/follow", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.NoContent, follows.StatusCode);
        using var wrong = await host.As(leader).PutAsync(new Uri("/api/intake/v1/projects/any/follow", UriKind.Relative), null);
        await Filing_a_case.ProblemAsync(wrong, 422, "project-code");

        using var created = await host.As(IntakeHost.Citizen).SendAsync(IntakeHost.Post("/cases", new { matterCode = host.MatterCode, delivery = "counter", projectCode = project, form = host.Form }));
        var draft = await created.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        foreach (var code in draft.GetProperty("materials").EnumerateArray().Select(m => m.GetProperty("code").GetString()!))
            await host.PutAsync(IntakeHost.Citizen, draft, code, IntakeHost.Pdf(code));
        var file = await host.MoveAsync(IntakeHost.Citizen, draft, "submit");
        foreach (var n in Enumerable.Range(0, 2))
            Assert.Equal(HttpStatusCode.NoContent, (await host.As(People.Supervisor).PutAsync(new Uri($"/api/intake/v1/cases/{IntakeHost.Id(file)}/follow", UriKind.Relative), null)).StatusCode);
        var followed = await host.As(People.Supervisor).GetFromJsonAsync<JsonElement>(new Uri("/api/intake/v1/followed/cases?limit=100", UriKind.Relative));
        Assert.Contains(followed.GetProperty("items").EnumerateArray(), line => line.GetProperty("id").GetGuid() == IntakeHost.Id(file));
        Assert.Equal([project], (await host.As(leader).GetFromJsonAsync<string[]>(new Uri("/api/intake/v1/followed/projects", UriKind.Relative)))!);
        var received = await host.MoveAsync(People.Clerk, file, "receive");

        var told = (await host.Published<CaseProgressed>()).Where(e => e.CaseId == IntakeHost.Id(file)).ToList();
        Assert.Equal(["submitted", "received"], told.Select(e => e.Status));
        Assert.Equal([leader.Id], told[0].Followers);
        Assert.Equal(new[] { leader.Id, People.Supervisor.Id }.Order(), told[1].Followers.Order());

        // Steps that leave the state as it is are told too, and nothing of what was said with them.
        const string said = "sick-person-4711";
        var asked = await host.MoveAsync(People.Clerk, received, "green-channel", new { reason = said });
        await host.MoveAsync(People.Supervisor, asked, "green-channel/answer", new { note = said });
        var material = file.GetProperty("materials")[0].GetProperty("code").GetString();
        await host.PostAsync(People.Clerk, "/paper-transfers", new { toDepartment = file.GetProperty("matter").GetProperty("departmentCode").GetString(), note = said, items = new[] { new { caseId = IntakeHost.Id(file), materialCode = material, originals = 1 } } });
        await host.PostAsync(IntakeHost.Citizen, $"/cases/{IntakeHost.Id(file)}/originals", new { materialCode = material, parcel = new { carrier = said, trackingNumber = said } });
        told = [.. (await host.Published<CaseProgressed>()).Where(e => e.CaseId == IntakeHost.Id(file)).Skip(2)];
        Assert.Equal([("green-request", 4), ("green-open", 5), ("papers-sent", 6), ("original-expected", 7)], told.Select(e => (e.Action, e.Version)));
        Assert.All(told, e => Assert.Equal(("received", 2), (e.Status, e.Followers.Count)));
        Assert.DoesNotContain(said, JsonSerializer.Serialize(told));

        await host.As(leader).DeleteAsync(new Uri($"/api/intake/v1/projects/{project}/follow", UriKind.Relative));
        Assert.Empty((await host.As(leader).GetFromJsonAsync<string[]>(new Uri("/api/intake/v1/followed/projects", UriKind.Relative)))!);
    }

    private const string Steps = """
        insert into timeline (region, case_id, version, at, status, action, actor_kind)
        select '410497', md5((n / 10)::text)::uuid, n % 10, now(), 'received', 'receive', 'staff'
        from generate_series(1, 20000) n
        """;

    [Fact]
    public Task listeners_read_the_timeline_by_its_key() =>
        Plans.ReadsIndexAsync(host.Database, "timeline", Steps, CaseStreams.Sql,
            new { region = "410497", cases = new[] { new Guid("c4ca4238-a0b9-2382-0dcc-509a6f75849b") }, versions = new[] { 8 } }, "timeline_pkey", inOrder: false);

    private Task<HttpResponseMessage> ListenAsync(Caller caller, JsonElement file, string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/intake/v1/cases/{IntakeHost.Id(file)}/events");
        if (lastEventId is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        return host.As(caller).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async IAsyncEnumerable<(string? Id, string? Action)> StepsAsync(HttpResponseMessage answer)
    {
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync())
            if (item.EventType == "step")
                yield return (item.EventId, JsonElement.Parse(item.Data).GetProperty("action").GetString());
    }

    private static async Task<(string?, string?)> NextAsync(IAsyncEnumerator<(string?, string?)> steps)
    {
        Assert.True(await steps.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)), "the stream has ended");
        return steps.Current;
    }
}
