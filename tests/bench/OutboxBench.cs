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
/// an event against bare inserts of the same row, and the relay against plain publishing, both in batches and confirmed. In turn and in short
/// rounds, so that whatever else the machine does falls on all.
/// </summary>
internal static class OutboxBench
{
    private const int Count = 400;
    private const int Workers = 8;
    private const int Rounds = 15;
    private const int Warm = 3;

    // As many as the relay takes.
    private const int AtOnce = 200;

    public static async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await using var postgres = await PostgresServer.StartThrowawayAsync();
        await using var rabbit = await RabbitMqServer.StartThrowawayAsync();
        await using var app = await StartAsync(postgres.ConnectionString("bench") + ";Maximum Pool Size=20", rabbit.ConnectionString);
        var source = app.Services.GetRequiredService<NpgsqlDataSource>();

        var (bare, told, plain, relayed) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Warm + Rounds; round++)
        {
            await using (var db = await source.OpenConnectionAsync())
            {
                // The relay's own lock holds it back, so that the transitions are measured without it, and then it without them.
                await using var gate = await db.BeginTransactionAsync();
                await db.ExecuteAsync("select pg_advisory_xact_lock(hashtext('outbox'))", transaction: gate);
                bare.Add(await PerSecondAsync(() => BareAsync(source)));
                told.Add(await PerSecondAsync(() => TellAsync(app.Services)));
                await gate.CommitAsync();
            }
            relayed.Add(await RelayAsync(app.Services, source));
            plain.Add(await PublishAsync(app.Services.GetRequiredService<IBus>()));
        }
        await app.StopAsync();
        return
        [
            new("outbox", $"transition with event, {Workers} at once", Median(told), "/s", Median(bare), "bare insert transactions", 0.4, AtLeast: true),
            new("outbox", "relay: publish and log", Median(relayed), "/s", Median(plain), "plain confirmed publishing", 0.5, AtLeast: true),
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

    private static async Task<double> PerSecondAsync(Func<Task> act)
    {
        var left = Count;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
                await act();
        }));
        return Count / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> PublishAsync(IBus bus)
    {
        var clock = Stopwatch.StartNew();
        foreach (var some in Enumerable.Range(0, Count).Chunk(AtOnce))
            await Task.WhenAll(some.Select(_ => bus.Publish(Event(Guid.CreateVersion7()))));
        return Count / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> RelayAsync(IServiceProvider services, NpgsqlDataSource source)
    {
        services.GetRequiredService<RelaySignal>().Wake();
        var clock = Stopwatch.StartNew();
        await EmptyAsync(source);
        return Count / clock.Elapsed.TotalSeconds;
    }

    private static async Task EmptyAsync(NpgsqlDataSource source)
    {
        await using var db = await source.OpenConnectionAsync();
        for (var clock = Stopwatch.StartNew(); await db.ExecuteScalarAsync<bool>("select exists (select from outbox)"); await Task.Delay(5))
            if (clock.Elapsed > TimeSpan.FromSeconds(120))
                throw new CannotMeasureException("the relay did not empty the outbox in two minutes");
    }

    private static double Median(List<double> rates) => rates.Skip(Warm).Order().ElementAt(Rounds / 2);
}
