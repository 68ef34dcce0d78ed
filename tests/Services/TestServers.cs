using GovPlatform.Local;
using Npgsql;

namespace GovPlatform.Tests.Services;

/// <summary>One PostgreSQL and one RabbitMQ for the run, started when first asked for; they die with this process.</summary>
internal static class TestServers
{
    private static readonly Lazy<Task<PostgresServer>> PostgresOfRun = new(() => PostgresServer.StartThrowawayAsync());
    private static readonly string Files = Path.Combine(Path.GetTempPath(), $"govplatform-files-{Environment.ProcessId}");
    private static readonly Lazy<Task<RabbitMqServer>> RabbitOfRun = new(() => RabbitMqServer.StartThrowawayAsync());

    static TestServers() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();

    public static Task<PostgresServer> Postgres() => PostgresOfRun.Value;

    /// <summary>Address of a virtual host of its own on the broker of the run.</summary>
    public static async Task<string> NewVirtualHostAsync()
    {
        var rabbit = await RabbitOfRun.Value;
        var name = $"t{Guid.NewGuid():N}";
        await ManageAsync(rabbit, HttpMethod.Put, name);
        return $"{rabbit.ConnectionString}/{name}";
    }

    /// <summary>Frees what a class of tests has left on the broker: a hundred virtual hosts make it slow.</summary>
    public static async Task DropVirtualHostAsync(string address) =>
        await ManageAsync(await RabbitOfRun.Value, HttpMethod.Delete, address[(address.LastIndexOf('/') + 1)..]);

    // A busy machine lets the management API wait for longer than a person would; the same call again does no harm.
    private static async Task ManageAsync(RabbitMqServer rabbit, HttpMethod method, string name)
    {
        using var management = rabbit.Management();
        management.Timeout = TimeSpan.FromSeconds(60);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var answer = await management.SendAsync(new HttpRequestMessage(method, new Uri($"api/vhosts/{name}", UriKind.Relative)));
                if (answer.IsSuccessStatusCode || (method == HttpMethod.Delete && answer.StatusCode == System.Net.HttpStatusCode.NotFound))
                    return;
                answer.EnsureSuccessStatusCode();
            }
            catch (Exception e) when (attempt < 3 && e is HttpRequestException or TaskCanceledException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
        }
    }

    /// <summary>Connection string of a database of its own; whoever first opens it as a service creates it.</summary>
    public static async Task<string> NewDatabaseAsync(string service) =>
        (await Postgres()).ConnectionString($"{service}_{Guid.NewGuid():N}") + ";Maximum Pool Size=20;Include Error Detail=true";

    /// <summary>The folder of the files that a database names: what it does not name is removed there.</summary>
    public static string FilesOf(string database) =>
        Path.Combine(Files, new NpgsqlConnectionStringBuilder(database).Database!);

    private static void Stop()
    {
        if (PostgresOfRun.IsValueCreated)
            PostgresOfRun.Value.Result.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
        if (RabbitOfRun.IsValueCreated)
            RabbitOfRun.Value.Result.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
        if (Directory.Exists(Files))
            Directory.Delete(Files, recursive: true);
    }
}
