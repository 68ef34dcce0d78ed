using System.Diagnostics;
using Dapper;
using GovPlatform.Local;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GovPlatform.Bench;

/// <summary>
/// What telling costs, over servers of its own without fsync (so that a commit costs processor time, not disk): transitions that tell
/// an event against bare inserts of the same row, while the relay runs; then the relay against plain publishing, both in order and confirmed.
/// </summary>
internal static class OutboxBench
{
    private const int Transactions = 2000;
    private const int Events = 1000;
    private const int Workers = 8;
    private const int Rounds = 5;

    public static async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await using var postgres = await PostgresServer.StartThrowawayAsync();
        await using var rabbit = await RabbitMqServer.StartThrowawayAsync();
        await using var app = await StartAsync(postgres.ConnectionString("bench") + ";Maximum Pool Size=20", rabbit.ConnectionString);
        var source = app.Services.GetRequiredService<NpgsqlDataSource>();

        var (bare, told, plain, relayed) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var warm = round == 0;
            Keep(bare, warm, await PerSecondAsync(Transactions, () => BareAsync(source)));
            Keep(told, warm, await PerSecondAsync(Transactions, () => TellAsync(app.Services)));
            await EmptyAsync(source);
            Keep(plain, warm, await PublishAsync(app.Services.GetRequiredService<IBus>()));
            Keep(relayed, warm, await RelayAsync(app.Services, source));
            Console.WriteLine(warm ? "warm" : $"round {round}: {bare[^1]:N0} bare, {told[^1]:N0} with event, {plain[^1]:N0} published, {relayed[^1]:N0} relayed a second");
        }
        await app.StopAsync();
        return
        [
            new("outbox", $"transition with event, {Workers} at once", Best(told), "/s", Best(bare), "bare insert transactions", 0.4, AtLeast: true),
            new("outbox", "relay: publish, log, in order", Best(relayed), "/s", Best(plain), "plain confirmed publish", 0.5, AtLeast: true),
        ];
    }

    private static async Task<WebApplication> StartAsync(string database, string broker)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "GovPlatform.Bench", EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["ConnectionStrings:benchdb"] = database;
        builder.Configuration["ConnectionStrings:rabbitmq"] = broker;
        builder.AddServiceDefaults("bench");
        builder.Logging.SetMinimumLevel(LogLevel.Warning).ClearProviders();
        var app = builder.Build();
        await app.StartAsync();
        await app.Services.GetRequiredService<DatabaseReady>().WaitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
        await app.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(60));
        return app;
    }

    private static async Task BareAsync(NpgsqlDataSource source)
    {
        await using var db = await source.OpenConnectionAsync();
        await using var tx = await db.BeginTransactionAsync();
        await db.ExecuteAsync("insert into thing (id, status, at) values (@id, 'open', now())", new { id = Guid.CreateVersion7() }, tx);
        await tx.CommitAsync();
    }

    private static async Task TellAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        var id = Guid.CreateVersion7();
        await tx.ExecuteAsync("insert into thing (id, status, at) values (@id, 'open', now())", new { id });
        tx.Publish(Event(id));
        await tx.CommitAsync();
    }

    // An event with one reader, whose queue the relay declares.
    private static RatingSubmitted Event(Guid id) =>
        new(id, "11410497005990138D4410113001000202611200001", TimeProvider.System.GetUtcNow().UtcDateTime, 5, "11410497005990138D", "11410497005990138D4410113001000");

    private static async Task<double> PerSecondAsync(int count, Func<Task> act)
    {
        var left = count;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
                await act();
        }));
        return count / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> PublishAsync(IBus bus)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Events; i++)
            await bus.Publish(Event(Guid.CreateVersion7()));
        return Events / clock.Elapsed.TotalSeconds;
    }

    /// <summary>The relay's own lock holds it back until the outbox is full.</summary>
    private static async Task<double> RelayAsync(IServiceProvider services, NpgsqlDataSource source)
    {
        await using (var db = await source.OpenConnectionAsync())
        {
            await using var gate = await db.BeginTransactionAsync();
            await db.ExecuteAsync("select pg_advisory_xact_lock(hashtext('outbox'))", transaction: gate);
            await PerSecondAsync(Events, () => TellAsync(services));
            await gate.CommitAsync();
        }
        services.GetRequiredService<RelaySignal>().Wake();
        var clock = Stopwatch.StartNew();
        await EmptyAsync(source);
        return Events / clock.Elapsed.TotalSeconds;
    }

    private static async Task EmptyAsync(NpgsqlDataSource source)
    {
        await using var db = await source.OpenConnectionAsync();
        for (var clock = Stopwatch.StartNew(); await db.ExecuteScalarAsync<bool>("select exists (select from outbox)"); await Task.Delay(5))
            if (clock.Elapsed > TimeSpan.FromSeconds(120))
                throw new CannotMeasureException("the relay did not empty the outbox in two minutes");
    }

    private static void Keep(List<double> rates, bool warm, double rate)
    {
        if (!warm)
            rates.Add(rate);
    }

    /// <summary>Of the rounds, the one that other work disturbed least: on a shared machine only that can be compared.</summary>
    private static double Best(List<double> rates) => rates.Max();
}
