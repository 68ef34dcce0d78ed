using System.Net.Http.Headers;
using System.Text.Json;
using Dapper;
using MassTransit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GovPlatform.Tests.Services;

/// <summary>
/// A service as it runs, over the PostgreSQL and RabbitMQ of the run, with a database and a virtual host of its own.
/// Only the clock and the issuer of tokens are the test's. One a test class (IClassFixture).
/// </summary>
/// <typeparam name="T">Any type of the service's assembly.</typeparam>
public abstract class ServiceHost<T>(string service) : IAsyncLifetime where T : class
{
    private WebApplicationFactory<T> factory = null!;
    private Deliveries deliveries = null!;

    public ManualClock Clock { get; } = new();

    public IServiceProvider Services => factory.Services;

    internal NpgsqlDataSource Database => Services.GetRequiredService<NpgsqlDataSource>();

    internal string DatabaseConnection { get; private set; } = "";

    internal string Broker { get; private set; } = "";

    /// <summary>Further settings of the service, by configuration key.</summary>
    protected virtual IEnumerable<(string Key, string Value)> Settings => [];

    /// <summary>True to listen on a port of this machine, with Kestrel's own limits, instead of in memory.</summary>
    protected virtual bool Listens => false;

    protected virtual void Configure(IServiceCollection services)
    {
    }

    public virtual async Task InitializeAsync()
    {
        DatabaseConnection = await TestServers.NewDatabaseAsync(service);
        Broker = await TestServers.NewVirtualHostAsync();
        factory = new WebApplicationFactory<T>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment("Development");
            web.UseSetting($"ConnectionStrings:{service}db", DatabaseConnection);
            web.UseSetting("ConnectionStrings:rabbitmq", Broker);
            web.UseSetting("Gov:DataFolder", TestServers.FilesOf(DatabaseConnection));
            web.UseSetting("Gov:DataKey", "test-data-key-test-data-key-test-data-key");
            web.UseSetting("Gov:Seed", "false");
            foreach (var (key, value) in Settings)
                web.UseSetting(key, value);
            web.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
            web.ConfigureTestServices(services =>
            {
                // The clock is the test's: there is no identity to follow.
                foreach (var follower in services.Where(service => service.ImplementationType == typeof(PlatformClockFollower)).ToList())
                    services.Remove(follower);
                services.RemoveAll<TimeProvider>();
                services.AddSingleton<TimeProvider>(Clock);
                services.RemoveAll<IssuerKeys>();
                services.AddSingleton(TestIssuer.Keys());
                services.RemoveAll<AuthSettings>();
                services.AddSingleton(TestIssuer.Settings(service));
                Configure(services);
            });
        });
        if (Listens)
        {
            factory.UseKestrel(0);
            factory.StartServer();
        }
        await Services.GetRequiredService<DatabaseReady>().WaitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        var bus = Services.GetRequiredService<IBusControl>();
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(30));
        deliveries = new Deliveries();
        bus.ConnectReceiveObserver(deliveries);
    }

    public virtual async Task DisposeAsync()
    {
        // Null where the host could not be made: what failed there is what is to be read, not this.
        if (factory is not null)
            await factory.DisposeAsync();
        if (Broker.Length > 0)
            await TestServers.DropVirtualHostAsync(Broker);
    }

    /// <summary>A client that calls as this person.</summary>
    internal HttpClient As(Caller caller)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestIssuer.Token(caller));
        return client;
    }

    /// <summary>Carries requests straight into this host, for a neighbour under test.</summary>
    internal HttpMessageHandler Handler() => factory.Server.CreateHandler();

    internal HttpClient Anonymous() => factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = factory.ClientOptions.BaseAddress });

    /// <summary>Delivers an event twice under one id, as a broker may, and returns when every consumer here has been through with both.</summary>
    internal async Task DeliverAsync<TEvent>(TEvent @event) where TEvent : class, IEvent
    {
        var id = Guid.CreateVersion7();
        var queues = Readers.Table[typeof(TEvent)].Count(queue => queue.StartsWith($"{service}-", StringComparison.Ordinal));
        if (queues == 0)
            throw new InvalidOperationException($"{service} does not read {typeof(TEvent).Name}.");
        var bus = Services.GetRequiredService<IBus>();
        for (var copy = 0; copy < 2; copy++)
            await bus.Publish(@event, context => context.MessageId = id);
        await deliveries.WaitAsync(id, 2 * queues, TimeSpan.FromSeconds(20));
    }

    /// <summary>The events of this type that the service has told, oldest first, relayed or not.</summary>
    internal async Task<IReadOnlyList<TEvent>> Published<TEvent>() where TEvent : class, IEvent
    {
        await using var db = await Database.OpenConnectionAsync();
        var bodies = await db.QueryAsync<string>("""
            select body::text from (
                select body, message_id from outbox where type = @Name
                union
                select body, message_id from event where type = @Name) told
            order by message_id
            """, new { typeof(TEvent).Name });
        return [.. bodies.Select(body => JsonSerializer.Deserialize<TEvent>(body, GovJson.Events)!)];
    }

    internal async Task<TRow?> RowAsync<TRow>(string sql, object? args = null)
    {
        await using var db = await Database.OpenConnectionAsync();
        return await db.QuerySingleOrDefaultAsync<TRow>(sql, args);
    }
}
