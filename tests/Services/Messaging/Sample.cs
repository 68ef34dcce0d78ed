using System.Collections.Concurrent;
using Dapper;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GovPlatform.Tests.Services.Messaging;

public sealed record Counted(DateTime At, string Stream, int Number) : IEvent;

/// <summary>Its consumer reads nothing.</summary>
public sealed record Noted(DateTime At, string Stream, int Number) : IEvent;

public sealed record Poisonous(DateTime At, bool Bad) : IEvent;

/// <summary>Its readers have never been started.</summary>
public sealed record Unread(DateTime At, int Number) : IEvent;

public sealed record Early(DateTime At, string Stream) : IEvent;

internal sealed class WhenCounted(Tx tx) : IConsumer<Counted>
{
    public Task Consume(ConsumeContext<Counted> context) =>
        tx.ExecuteAsync("insert into counted (stream, number) values (@Stream, @Number)", context.Message);
}

internal sealed class WhenNoted(Tx tx) : IConsumer<Noted>
{
    public Task Consume(ConsumeContext<Noted> context)
    {
        tx.Later("insert into counted (stream, number) values (@Stream, @Number)", context.Message);
        return Task.CompletedTask;
    }
}

internal sealed class WhenPoisonous(Tx tx) : IConsumer<Poisonous>
{
    public async Task Consume(ConsumeContext<Poisonous> context)
    {
        await tx.ExecuteAsync("insert into counted (stream, number) values ('poison', 0)");
        if (context.Message.Bad && Sample.Poison)
            throw new InvalidOperationException("cannot be handled");
    }
}

internal sealed class WhenEarly(Tx tx) : IConsumer<Early>
{
    public async Task Consume(ConsumeContext<Early> context)
    {
        if (await tx.ScalarAsync<long>("select count(*) from counted where stream = @Stream", context.Message) == 0)
            throw new NotYetException("nothing counted yet");
        await tx.ExecuteAsync("insert into counted (stream, number) values (@Stream, -1)", context.Message);
    }
}

/// <summary>A small service inside the tests, with everything that ServiceDefaults gives.</summary>
internal sealed class Sample : IAsyncDisposable
{
    public static readonly EventTypes Events = new(new Dictionary<Type, IReadOnlyList<string>>
    {
        [typeof(Counted)] = ["sample-when-counted"],
        [typeof(Noted)] = ["sample-when-noted"],
        [typeof(Poisonous)] = ["sample-when-poisonous"],
        [typeof(Early)] = ["sample-when-early"],
        [typeof(Unread)] = ["another-when-unread", "third-when-unread"],
    });

    private readonly WebApplication app;

    private Sample(WebApplication app) => this.app = app;

    /// <summary>While true, WhenPoisonous throws.</summary>
    public static bool Poison { get; set; } = true;

    public IServiceProvider Services => app.Services;

    public NpgsqlDataSource Database => Services.GetRequiredService<NpgsqlDataSource>();

    public HttpClient Client { get; private set; } = null!;

    public static async Task<Sample> StartAsync(string database, string broker, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "GovPlatform.Tests", EnvironmentName = "Development" });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration["ConnectionStrings:sampledb"] = database;
        builder.Configuration["ConnectionStrings:rabbitmq"] = broker;
        builder.Configuration["Gov:DataKey"] = "test-data-key-test-data-key-test-data-key";
        builder.Services.AddSingleton(Events);
        builder.AddServiceDefaults("sample");
        builder.Services.RemoveAll<IssuerKeys>();
        builder.Services.AddSingleton(TestIssuer.Keys());
        builder.Services.RemoveAll<AuthSettings>();
        builder.Services.AddSingleton(TestIssuer.Settings("sample"));
        var app = builder.Build();
        app.MapServiceDefaults();
        map?.Invoke(app);
        await app.StartAsync();
        await app.Services.GetRequiredService<DatabaseReady>().WaitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        return new Sample(app) { Client = app.GetTestClient() };
    }

    /// <summary>Writes a row and tells of it, in one transaction.</summary>
    public async Task CountAsync(string stream, int number, bool commit = true)
    {
        await using var scope = Services.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        await tx.ExecuteAsync("insert into told (stream, number) values (@stream, @number)", new { stream, number });
        tx.Publish(new Counted(DateTime.UtcNow, stream, number));
        if (commit)
            await tx.CommitAsync();
    }

    public async Task TellAsync<T>(T @event) where T : class, IEvent
    {
        await using var scope = Services.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        tx.Publish(@event);
        await tx.CommitAsync();
    }

    /// <summary>Stores a thing and tells of it, in a transaction that only writes.</summary>
    public async Task NoteAsync(Guid id, int number)
    {
        await using var scope = Services.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        tx.Later("insert into thing (id, name) values (@id, @name)", new { id, name = $"{number}" });
        tx.Publish(new Noted(DateTime.UtcNow, "note", number));
        await tx.CommitAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql, object? args = null)
    {
        await using var db = await Database.OpenConnectionAsync();
        return (await db.ExecuteScalarAsync<T>(sql, args))!;
    }

    /// <summary>Waits until the query answers this; says what it answers when it does not.</summary>
    public async Task UntilAsync<T>(T wanted, string sql, object? args = null, int seconds = 30)
    {
        var start = TimeProvider.System.GetTimestamp();
        T found;
        while (!Equals(found = await ScalarAsync<T>(sql, args), wanted))
        {
            if (TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(seconds))
                Assert.Fail($"{sql} is {found}, not {wanted}");
            await Task.Delay(25);
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
