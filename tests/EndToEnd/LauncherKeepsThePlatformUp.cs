using System.Net;
using GovPlatform.Local;
using Npgsql;

namespace GovPlatform.Tests.EndToEnd;

/// <summary>Alone and last: it starts the whole platform twice, which needs the machine.</summary>
[CollectionDefinition(nameof(LauncherKeepsThePlatformUp), DisableParallelization = true)]
public sealed class LauncherAlone;

/// <summary>One journey, because each start of the whole platform takes its time.</summary>
[Collection(nameof(LauncherKeepsThePlatformUp))]
public sealed class LauncherKeepsThePlatformUp : IAsyncLifetime
{
    private readonly LauncherPlatform platform = new();

    [Fact]
    public async Task what_is_killed_comes_back_and_what_is_stopped_leaves_no_process_but_its_data()
    {
        await platform.UpAsync();
        await AnswersReady();
        await KillAndSeeItBack("intake");
        await SeePortInUse();
        await Ask("create table launcher_test as select 'kept' as text");

        var first = Processes();
        Assert.Equal(0, (await platform.RunAsync("down")).Code);
        Assert.DoesNotContain(first, process => process.IsAlive);
        Assert.True(FreePort.IsFree(platform.Port));
        Assert.Equal(3, (await platform.RunAsync("status")).Code);

        await platform.UpAsync();
        Assert.Equal("kept", await Ask("select text from launcher_test"));
        var second = Processes();
        LocalProcess.Send(platform.State!.Launcher.Id, Signal.Kill);
        Assert.Equal(0, (await platform.RunAsync("down")).Code);
        Assert.DoesNotContain(second, process => process.IsAlive);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => platform.EndAsync();

    private List<ProcessMark> Processes() => [.. platform.State!.Parts.SelectMany(part => part.Processes)];

    private async Task AnswersReady()
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"{platform.Address}/health/ready"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task KillAndSeeItBack(string name)
    {
        var killed = Part(name).Processes[0];
        LocalProcess.Send(killed.Id, Signal.Kill);
        var end = DateTime.UtcNow.AddSeconds(60);
        while (Part(name) is not { Restarts: 1, State: PartState.Running } && DateTime.UtcNow < end)
        {
            await Task.Delay(200);
        }

        Assert.Equal((1, PartState.Running), (Part(name).Restarts, Part(name).State));
        Assert.NotEqual(killed.Id, Part(name).Processes[0].Id);
        var (_, table) = await platform.RunAsync("status");
        Assert.Matches($"{name} +running +http://localhost:\\d+ +\\d+ +1\\n", table);
    }

    private async Task SeePortInUse()
    {
        var (code, output) = await platform.RunAsync("up", "--instance", "other");
        Assert.Equal(1, code);
        Assert.Matches($"port {platform.Port} is in use by dotnet \\(process \\d+\\)", output);
    }

    private PartRecord Part(string name) => platform.State!.Parts.Single(part => part.Name == name);

    private async Task<string?> Ask(string sql)
    {
        await using var db = new NpgsqlConnection(platform.Settings["ConnectionStrings:intakedb"] + ";Pooling=false");
        await db.OpenAsync();
        await using var command = new NpgsqlCommand(sql, db);
        return (await command.ExecuteScalarAsync())?.ToString();
    }
}
