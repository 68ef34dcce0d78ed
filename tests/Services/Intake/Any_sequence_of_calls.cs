using System.Text.Json;
using GovPlatform.Tests.Services.Intake.Conditions;
using GovPlatform.Tests.Unit.Intake;

namespace GovPlatform.Tests.Services.Intake;

/// <summary>Whatever is called in whatever order: a case never leaves the diagram, and its timeline tells how it came to its state.</summary>
public sealed class Any_sequence_of_calls(IntakeHost host) : IClassFixture<IntakeHost>
{
    private const int Sequences = 40;
    private const int Steps = 16;
    private static readonly HashSet<(string From, string To, string Action)> Arrows = CaseDiagram.Arrows();
    private static readonly HashSet<string> Final = [.. Arrows.Select(arrow => arrow.To).Where(state => !Arrows.Any(arrow => arrow.From == state && arrow.To != state))];

    [Fact]
    public async Task leaves_the_case_inside_the_diagram_and_its_timeline_adds_up_to_its_state()
    {
        HashSet<string> reached = [];
        var township = await Desks.SeatedAsync(host, "t1");
        for (var seed = 1; seed <= Sequences; seed++)
        {
            var random = new Random(seed);
            var (file, package) = await BeginAsync(seed);
            var tried = await WalkAsync(random, new Repertoire(host, random, package, township), file);
            reached.UnionWith(await CheckAsync(IntakeHost.Id(file), $"seed {seed}: {string.Join(", ", tried)}"));
        }
        // Were it only drafts that never move, nothing would be shown.
        string[] shown =
        [
            "submitted", "received", "supplement-requested", "accepted", "refused", "withdrawn",
            "defer", "sign", "green-request", "green-open", "green-decline", "papers-sent", "papers-received", "papers-refused", "parcel-returned",
        ];
        Assert.Empty(shown.Except(reached));
        Assert.Contains(reached, action => action is "release" or "refuse-waiting");
    }

    /// <summary>A draft, one by commitment, a part of a package; and further on, a case that lacks what may come later, and a result in the post.</summary>
    private async Task<(JsonElement File, JsonElement? Package)> BeginAsync(int seed)
    {
        switch (seed % 6)
        {
            case 0: return (await host.ReceivedLackingAsync(), null);
            case 1: return (await host.FiledAsync(IntakeHost.Citizen, ConditionCases.Committable, "commitment"), null);
            case 2:
                var package = await host.CompletePackageAsync("electronic");
                return (package.Part("food"), package);
            case 3:
                var accepted = await host.AcceptedAsync();
                await host.DeliverAsync(new ResultHandedOver(IntakeHost.Id(accepted), accepted.GetProperty("number").GetString()!, host.Clock.Now, "denied", "不予", null, 3));
                var handedOver = await host.ReadAsync(IntakeHost.Citizen, accepted);
                var redirected = await host.MoveAsync(IntakeHost.Citizen, handedOver, "redirect", new { delivery = "post", postalAddress = Desks.Address });
                return (await host.MoveAsync(People.Clerk, await host.MoveAsync(People.Clerk, redirected, "take-in"), "post", new { carrier = "EMS", trackingNumber = "E1" }), null);
            default: return (await host.CompleteAsync(seed % 6 == 4 ? "counter" : "electronic"), null);
        }
    }

    /// <summary>Mostly what the diagram has an arrow for where the case is and has not been tried in vain there, and seldom what ends it; else whatever.</summary>
    private async Task<List<string>> WalkAsync(Random random, Repertoire repertoire, JsonElement file)
    {
        var (version, vain) = (0, new HashSet<string>());
        List<string> tried = [];
        for (var left = Steps; left > 0; left--)
        {
            file = await host.ReadAsync(IntakeHost.Citizen, file);
            var (status, seen, every) = (file.GetProperty("status").GetString()!, file.GetProperty("version").GetInt32(), repertoire.For(file));
            if (seen != version)
                vain.Clear();
            version = seen;
            left = Final.Contains(status) ? Math.Min(left, 3) : left;
            var ends = random.Next(8) == 0;
            var likely = every.Where(call => !vain.Contains(call.Action) && Arrows.Any(arrow => arrow.From == status && arrow.Action == call.Action && (ends || status == arrow.To || !Final.Contains(arrow.To)))).ToList();
            var calls = likely.Count > 0 && random.Next(4) > 0 ? likely : every;
            var call = calls[random.Next(calls.Count)];
            vain.Add(call.Action);
            tried.Add(await MakeAsync(call.Action, call.Make));
        }
        return tried;
    }

    private static async Task<string> MakeAsync(string action, Func<Task<HttpResponseMessage?>> make)
    {
        using var answer = await make();
        if (answer is null)
            return action;
        Assert.True((int)answer.StatusCode is 200 or 201 or 404 or 409 or 412 or 422, $"{action}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return $"{action} {(int)answer.StatusCode}";
    }

    /// <summary>Folds the timeline over the diagram's arrows; the states it passed, and how.</summary>
    private async Task<IEnumerable<string>> CheckAsync(Guid id, string story)
    {
        // In one statement: the loop of the packages may move it at any time.
        var steps = await host.RowsAsync<(int Version, string Status, string Action, string Now, int Last)>("""
            select t.version, t.status, t.action, f.status, f.version
            from timeline t
            join case_file f on f.id = t.case_id
            where t.case_id = @id
            order by t.version
            """, new { id });
        Assert.Equal((1, "draft", "create"), (steps[0].Version, steps[0].Status, steps[0].Action));
        foreach (var (before, after) in steps.Zip(steps.Skip(1)))
        {
            Assert.True(after.Version == before.Version + 1, story);
            var moved = (before.Status, after.Status, Told(after.Action, after.Status));
            Assert.True(Arrows.Contains(moved), $"{moved} is no arrow; {story}");
        }
        Assert.True((steps[^1].Status, steps[^1].Version) == (steps[^1].Now, steps[^1].Last), story);
        return steps.SelectMany(step => new[] { step.Status, step.Action });
    }

    /// <summary>The diagram's word for an action of the timeline.</summary>
    private static string Told(string action, string status) => action switch
    {
        "decide" => status == "granted" ? "grant" : "deny",
        "papers-sent" or "papers-received" or "papers-refused" => "papers",
        _ => action,
    };
}
