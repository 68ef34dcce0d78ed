using GovPlatform.Ops;

namespace GovPlatform.Tests.EndToEnd;

/// <summary>What `./gov demo` walks, through the gateway of a platform that has just been started.</summary>
[Collection(PlatformCollection.Name)]
public sealed class Journey(Platform platform)
{
    [Fact]
    public async Task three_cases_go_from_the_catalogue_to_a_rating()
    {
        var (code, said) = await WalkAsync(1, _ => { });
        Assert.True(code == 0, said);
        Assert.Contains("1 of 1 journeys finished, 3 cases", said);
        Assert.Contains("supplement-requested", said);
        Assert.Contains("handed-over → ready → delivered → closed", said);
    }

    [Fact]
    public async Task every_case_finishes_while_one_service_after_the_other_is_killed()
    {
        var left = new Queue<string>(["matters", "intake", "approval", "certificates", "identity", "gateway"]);
        var (code, said) = await WalkAsync(1, line =>
        {
            if ((line.Contains("Read its guide", StringComparison.Ordinal) || line.Contains("Counter clerk receives", StringComparison.Ordinal)) && left.TryDequeue(out var service))
                platform.Kill(service);
        });
        Assert.True(code == 0, said);
        Assert.Empty(left);
        await platform.UntilReadyAsync();
    }

    /// <summary>Runs the demo, and lets the test act on each line that it prints.</summary>
    private async Task<(int Code, string Said)> WalkAsync(int times, Action<string> heard)
    {
        await using var output = new Lines(heard);
        var code = await Demo.RunAsync(platform.Gateway, ["--repeat", $"{times}"], output);
        return (code, output.ToString());
    }

    private sealed class Lines(Action<string> heard) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            heard(value ?? "");
        }
    }
}
