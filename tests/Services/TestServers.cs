using GovPlatform.Local;

namespace GovPlatform.Tests.Services;

/// <summary>One PostgreSQL and one RabbitMQ for the run, started when first asked for; they die with this process.</summary>
internal static class TestServers
{
    private static readonly Lazy<Task<PostgresServer>> PostgresOfRun = new(() => PostgresServer.StartThrowawayAsync());
    private static readonly Lazy<Task<RabbitMqServer>> RabbitOfRun = new(() => RabbitMqServer.StartThrowawayAsync());

    static TestServers() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();

    public static Task<PostgresServer> Postgres() => PostgresOfRun.Value;

    /// <summary>Address of a virtual host of its own on the broker of the run.</summary>
    public static async Task<string> NewVirtualHostAsync()
    {
        var rabbit = await RabbitOfRun.Value;
        using var management = rabbit.Management();
        var name = $"t{Guid.NewGuid():N}";
        (await management.PutAsync(new Uri($"api/vhosts/{name}", UriKind.Relative), null)).EnsureSuccessStatusCode();
        return $"{rabbit.ConnectionString}/{name}";
    }

    /// <summary>Connection string of a database of its own; whoever first opens it as a service creates it.</summary>
    public static async Task<string> NewDatabaseAsync(string service) =>
        (await Postgres()).ConnectionString($"{service}_{Guid.NewGuid():N}") + ";Maximum Pool Size=20;Include Error Detail=true";

    private static void Stop()
    {
        if (PostgresOfRun.IsValueCreated)
            PostgresOfRun.Value.Result.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
        if (RabbitOfRun.IsValueCreated)
            RabbitOfRun.Value.Result.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
    }
}
