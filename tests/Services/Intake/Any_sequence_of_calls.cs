using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.Tests.Unit.Intake;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>Whatever is called in whatever order: a case never leaves the diagram, and its timeline tells how it came to its state.</summary>
public sealed class Any_sequence_of_calls(IntakeHost host) : IClassFixture<IntakeHost>
{
    private const int Sequences = 32;
    private const int Steps = 16;
    private static readonly HashSet<(string From, string To, string Action)> Arrows = CaseDiagram.Arrows();

    [Fact]
    public async Task leaves_the_case_inside_the_diagram_and_its_timeline_adds_up_to_its_state()
    {
        HashSet<string> reached = [];
        for (var seed = 1; seed <= Sequences; seed++)
        {
            var random = new Random(seed);
            var file = await host.CompleteAsync(random.Next(2) == 0 ? "counter" : "electronic");
            List<string> tried = [];
            for (var step = 0; step < Steps; step++)
                tried.Add(await StepAsync(random, step, await host.ReadAsync(IntakeHost.Citizen, file)));
            reached.UnionWith(await CheckAsync(IntakeHost.Id(file), $"seed {seed}: {string.Join(", ", tried)}"));
        }
        // Were it only drafts that never move, nothing would be shown.
        Assert.Superset(new HashSet<string> { "submitted", "received", "supplement-requested", "accepted", "refused", "withdrawn" }, reached);
    }

    private async Task<string> StepAsync(Random random, int turn, JsonElement file)
    {
        var everything = new { materialCodes = file.GetProperty("materials").EnumerateArray().Select(m => m.GetProperty("code").GetString()).ToArray(), note = "请重新提交" };
        (string Step, Caller By, object? Body)[] calls =
        [
            ("submit", IntakeHost.Citizen, null), ("submit", IntakeHost.Citizen, null), ("submit", IntakeHost.Citizen, null), ("resubmit", IntakeHost.Citizen, null), ("supply", IntakeHost.Citizen, null), ("supply", IntakeHost.Citizen, null), ("withdraw", IntakeHost.Citizen, null),
            ("pre-review", People.Clerk, null), ("return", People.Clerk, everything), ("receive", People.Clerk, null), ("receive", People.Clerk, null),
            ("request-supplement", People.Clerk, everything), ("request-supplement", People.Clerk, everything), ("accept", People.Clerk, null), ("accept", People.Clerk, null), ("refuse", People.Clerk, new { code = "barred", reason = "在禁止申请期限内" }),
            ("hand-in-again", People.Clerk, new { note = "已重新扫描" }), ("take-in", People.Clerk, null), ("post", People.Clerk, new { carrier = "EMS", trackingNumber = "E1" }), ("deliver", People.Clerk, null),
            ("redirect", IntakeHost.Citizen, turn % 2 == 0 ? new { delivery = "post", postalAddress = (object?)Desks.Address } : new { delivery = "electronic", postalAddress = (object?)null }),
        ];
        var pick = random.Next(calls.Length + 5);
        if (pick >= calls.Length)
            return await HearAsync(pick - calls.Length, file, random);
        var (step, by, body) = calls[pick];
        // Materials that a notice asks for come again before it is answered, most of the time.
        if (step is "supply" or "resubmit" && random.Next(4) > 0)
            foreach (var material in file.GetProperty("materials").EnumerateArray().Where(m => m.GetProperty("requested").GetBoolean()))
                await host.PutAsync(IntakeHost.Citizen, file, material.GetProperty("code").GetString()!, IntakeHost.Pdf($"again {random.Next()}"), ifMatch: "*");
        using var answer = await host.TryAsync(by, file, step, body);
        Assert.True((int)answer.StatusCode is 200 or 404 or 409 or 412 or 422, $"{step}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return $"{step} {(int)answer.StatusCode}";
    }

    /// <summary>What approval and the licence store may tell, at any time, in any order and with any version.</summary>
    private async Task<string> HearAsync(int which, JsonElement file, Random random)
    {
        if (file.GetProperty("number").GetString() is not { } number)
            return "nothing to hear of a draft";
        var (id, at, version) = (IntakeHost.Id(file), host.Clock.Now, random.Next(1, 6));
        var matter = file.GetProperty("matter").Deserialize<MatterRef>(GovJson.Events)!;
        switch (which)
        {
            case 0: await host.DeliverAsync(new ApprovalStarted(id, number, at, matter.DepartmentCode, version)); break;
            case 1: await host.DeliverAsync(new CaseSentBack(id, number, at, "扫描件不清", version)); break;
            case 2: await host.DeliverAsync(new ApprovalEnded(id, number, at, "withdrawn", matter, IntakeHost.Citizen.Id, version)); break;
            case 3: await host.DeliverAsync(new ResultHandedOver(id, number, at, "granted", "符合条件", null, version)); break;
            default: await host.DeliverAsync(new CertificateIssued(id, number, at, Guid.CreateVersion7(), "1.2.156", "n", "证", IntakeHost.Citizen.Id, "code")); break;
        }
        return $"event {which} v{version}";
    }

    /// <summary>Folds the timeline over the diagram's arrows; the states it passed.</summary>
    private async Task<IEnumerable<string>> CheckAsync(Guid id, string story)
    {
        await using var db = await host.Database.OpenConnectionAsync();
        var steps = (await Dapper.SqlMapper.QueryAsync<(int Version, string Status, string Action)>(db, "select version, status, action from timeline where case_id = @id order by version", new { id })).ToList();
        var (status, version) = await host.RowAsync<(string, int)>("select status, version from case_file where id = @id", new { id });
        Assert.Equal((1, "draft", "create"), steps[0]);
        foreach (var (before, after) in steps.Zip(steps.Skip(1)))
        {
            Assert.True(after.Version == before.Version + 1, story);
            var moved = (before.Status, after.Status, Told(after.Action, after.Status));
            Assert.True(Arrows.Contains(moved), $"{moved} is no arrow; {story}");
        }
        Assert.True((steps[^1].Status, steps[^1].Version) == (status, version), story);
        return steps.Select(step => step.Status);
    }

    private static string Told(string action, string status) => action == "decide" ? status == "granted" ? "grant" : "deny" : action;
}
