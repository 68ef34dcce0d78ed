using System.Text.Json;
using GovPlatform.Local;

namespace GovPlatform.Tests.EndToEnd;

/// <summary>The whole platform as `./gov up` starts it, once for all end-to-end tests, on an empty instance of its own; it ends with this process.</summary>
public sealed class Platform : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    // Open to read, unlike a temporary folder of .NET's: PostgreSQL runs as its own user, who must get through.
    private readonly string folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"govplatform-e2e-{Environment.ProcessId}")).FullName;
    private readonly List<string> lines = [];
    private LocalProcess? launcher;

    /// <summary>Address of the gateway.</summary>
    public Uri Gateway { get; } = new($"http://localhost:{FreePort.Next()}");

    public async Task InitializeAsync()
    {
        var program = Source.BuiltProgram(Path.Combine(Source.Root, "deploy", "local", "Local.csproj"));
        launcher = LocalProcess.Start(new("dotnet", [program, "up", "--quiet", "--instance", "default"])
        {
            Environment = new Dictionary<string, string> { ["GOV_DATA"] = folder, ["GOV_PORT"] = $"{Gateway.Port}" },
            Log = line =>
            {
                lock (lines)
                    lines.Add(line);
            },
        });
        await UntilReadyAsync();
    }

    /// <summary>Returns when every part is up and the gateway answers for the catalogue: at the start, and after a test that has killed some.</summary>
    internal async Task UntilReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Gateway, Timeout = TimeSpan.FromSeconds(10) };
        var began = TimeProvider.System.GetTimestamp();
        while (!IsReady() || !await AnswersAsync(http))
        {
            if (launcher!.Exited.IsCompleted || TimeProvider.System.GetElapsedTime(began) > Patience)
                throw new InvalidOperationException($"The platform did not come up within {Patience.TotalSeconds:0} s:\n{Said()}");
            await Task.Delay(200);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/api/matters/v1/matters?limit=1", UriKind.Relative));
            return answer.IsSuccessStatusCode && (await answer.Content.ReadAsStringAsync()).Contains("\"code\"", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    public async Task DisposeAsync()
    {
        if (launcher is not null)
            await launcher.StopAsync(TimeSpan.FromSeconds(60));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>kill -9 of a process; the launcher starts it again.</summary>
    internal void Kill(string name)
    {
        var part = State()!.Value.GetProperty("Parts").EnumerateArray().Single(part => part.GetProperty("Name").GetString() == name);
        Assert.True(LocalProcess.Send(part.GetProperty("Processes")[0].GetProperty("Id").GetInt32(), Signal.Kill));
    }

    private bool IsReady() => State() is { } state && state.GetProperty("IsReady").GetBoolean();

    // Written beside and moved into place, so that it is always whole.
    private JsonElement? State() =>
        Path.Combine(folder, "default", "state.json") is var file && File.Exists(file) ? JsonElement.Parse(File.ReadAllBytes(file)) : null;

    private string Said()
    {
        lock (lines)
            return string.Join('\n', lines.TakeLast(40));
    }
}

/// <summary>Names the tests that share the one platform.</summary>
[CollectionDefinition(Name)]
#pragma warning disable CA1711 // xunit's own word for it.
public sealed class PlatformCollection : ICollectionFixture<Platform>
#pragma warning restore CA1711
{
    public const string Name = "platform";
}
