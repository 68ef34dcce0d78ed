using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GovPlatform.Tests.Services.Messaging;

/// <summary>Nothing lost, nothing applied twice, whatever dies: each test has a database and a virtual host of its own.</summary>
public sealed class Telling_events : IAsyncLifetime
{
    private string database = "";
    private string broker = "";

    public async Task InitializeAsync() =>
        (database, broker) = (await TestServers.NewDatabaseAsync("sample"), await TestServers.NewVirtualHostAsync());

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task what_was_rolled_back_is_never_told()
    {
        await using var sample = await Sample.StartAsync(database, broker);
        await sample.CountAsync("a", 1, commit: false);
        await sample.CountAsync("a", 2);
        await sample.UntilAsync(2L, "select coalesce(sum(number), 0) from counted");
        Assert.Equal(2, await sample.ScalarAsync<long>("select sum(number) from told"));
    }

    [Fact]
    public async Task an_event_waits_in_the_queues_of_readers_that_were_never_started()
    {
        await using var sample = await Sample.StartAsync(database, broker);
        for (var number = 0; number < 20; number++)
            await sample.TellAsync(new Unread(DateTime.UtcNow, number));
        await sample.UntilAsync(0L, "select count(*) from outbox");
        var depths = await sample.Services.GetRequiredService<Topology>().DepthsAsync(Sample.Events.Readers[typeof(Unread)], default);
        Assert.Equal([20u, 20u], depths.Values);
    }

    [Fact]
    public async Task two_writers_and_two_relays_with_rollbacks_lose_and_double_nothing()
    {
        const int Each = 400;
        await using var first = await Sample.StartAsync(database, broker);
        await using var second = await Sample.StartAsync(database, broker);
        await Task.WhenAll(new[] { first, second }.Select(async (sample, writer) =>
        {
            for (var number = 1; number <= Each; number++)
                await sample.CountAsync($"writer {writer}", number, commit: number % 10 != 0);
        }));
        await ExpectAllOnceAsync(first, 2 * Each * 9 / 10);
    }

    [Fact]
    public async Task a_relay_killed_in_the_middle_of_a_batch_loses_and_doubles_nothing()
    {
        const int All = 600;
        await using var sample = await Sample.StartAsync(database, broker);
        using var done = new CancellationTokenSource();
        var killer = KillRelaysAsync(sample, done.Token);
        for (var number = 1; number <= All; number++)
            await sample.CountAsync("a", number);
        await sample.UntilAsync(0L, "select count(*) from outbox", seconds: 60);
        await done.CancelAsync();
        Assert.True(await killer > 0, "no relay was killed: the test has shown nothing");
        await ExpectAllOnceAsync(sample, All);
    }

    [Fact]
    public async Task the_log_has_no_gap_and_keeps_the_order_of_each_stream()
    {
        await using var sample = await Sample.StartAsync(database, broker);
        for (var number = 1; number <= 50; number++)
            await sample.CountAsync("a", number);
        await sample.UntilAsync(50L, "select count(*) from event");
        await using var db = await sample.Database.OpenConnectionAsync();
        var log = (await db.QueryAsync<(long Seq, int Number)>("select seq, (body ->> 'number')::int from event order by seq")).AsList();
        Assert.Equal(Enumerable.Range(1, 50).Select(n => ((long)n, n)), log);
    }

    [Fact]
    public async Task a_row_that_cannot_be_read_is_parked_and_holds_nothing_up()
    {
        await using var sample = await Sample.StartAsync(database, broker);
        await sample.ScalarAsync<int>("""
            insert into outbox (message_id, type, body) values (gen_random_uuid(), 'NoSuchEvent', '{}'), (gen_random_uuid(), 'Counted', '{"number": "x"}')
            """);
        await sample.CountAsync("a", 7);
        await sample.UntilAsync(7L, "select coalesce(sum(number), 0) from counted");
        Assert.Equal(2, await sample.ScalarAsync<long>("select count(*) from outbox where parked_at is not null and error <> ''"));
    }

    [Fact]
    public async Task one_that_cannot_be_written_takes_none_of_those_down_that_are_written_with_it()
    {
        await using var sample = await Sample.StartAsync(database, broker);
        var ids = Enumerable.Range(0, 300).Select(_ => Guid.CreateVersion7()).ToList();
        // Each tenth is there twice: one of the two is refused.
        var asked = ids.Concat(ids.Where((_, n) => n % 10 == 0)).ToList();
        var refused = (await Task.WhenAll(asked.Select((id, number) => TriedAsync(() => sample.NoteAsync(id, number))))).OfType<PostgresException>().ToList();
        Assert.Equal((30, true), (refused.Count, refused.All(e => e.SqlState == PostgresErrorCodes.UniqueViolation)));
        Assert.Equal(300, await sample.ScalarAsync<long>("select count(*) from thing"));
        await sample.UntilAsync(300L, "select count(*) from counted where stream = 'note'");
        Assert.Equal(300, await sample.ScalarAsync<long>("select count(*) from thing join counted on counted.number = thing.name::int"));
    }

    [Fact]
    public async Task a_writer_that_loses_its_session_has_stored_what_it_has_answered_and_nothing_twice()
    {
        await using var sample = await Sample.StartAsync(database, broker);
        using var done = new CancellationTokenSource();
        var killer = KillAsync(sample, "pid <> pg_backend_pid() and datname = current_database() and query like 'insert into %'", done.Token);
        var answered = 0;
        foreach (var some in Enumerable.Range(0, 3000).Chunk(30))
            answered += (await Task.WhenAll(some.Select(number => TriedAsync(() => sample.NoteAsync(Guid.CreateVersion7(), number))))).Count(failed => failed is null);
        await done.CancelAsync();
        Assert.True(await killer > 0, "no writer was killed: the test has shown nothing");
        Assert.InRange(await sample.ScalarAsync<long>("select count(*) from thing"), answered, 3000);
        Assert.Equal(0, await sample.ScalarAsync<long>("select count(*) - count(distinct name) from thing"));
    }

    private static async Task<Exception?> TriedAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (NpgsqlException e)
        {
            return e;
        }
    }

    /// <summary>Ends the database sessions that the condition on pg_stat_activity finds, again and again.</summary>
    private static async Task<int> KillAsync(Sample sample, string condition, CancellationToken done)
    {
        var killed = 0;
        await using var db = await sample.Database.OpenConnectionAsync(CancellationToken.None);
        while (!done.IsCancellationRequested)
        {
            killed += await db.ExecuteScalarAsync<int>($"select count(pg_terminate_backend(pid))::int from pg_stat_activity where {condition}");
            await Task.Delay(50, CancellationToken.None);
        }
        return killed;
    }

    /// <summary>Ends the database session of whoever holds the relay's lock, eight times.</summary>
    private static async Task<int> KillRelaysAsync(Sample sample, CancellationToken done)
    {
        var killed = 0;
        await using var db = await sample.Database.OpenConnectionAsync(CancellationToken.None);
        while (killed < 8 && !done.IsCancellationRequested)
        {
            killed += await db.ExecuteScalarAsync<int>("""
                select count(pg_terminate_backend(pid))::int from pg_locks
                where locktype = 'advisory' and granted and pid <> pg_backend_pid() and objid = (hashtext('outbox')::bigint & 4294967295)::oid
                  and database = (select oid from pg_database where datname = current_database())
                """);
            await Task.Delay(Random.Shared.Next(100, 600), CancellationToken.None);
        }
        return killed;
    }

    private static async Task ExpectAllOnceAsync(Sample sample, int told)
    {
        await sample.UntilAsync((long)told, "select count(*) from counted", seconds: 60);
        await Task.Delay(300); // What would come twice would come now.
        Assert.Equal(told, await sample.ScalarAsync<long>("select count(*) from counted"));
        Assert.Equal(0, await sample.ScalarAsync<long>("select count(*) from (select stream, number from told except select stream, number from counted) lost"));
        Assert.Equal(told, await sample.ScalarAsync<long>("select max(seq) from event"));
        Assert.Equal(told, await sample.ScalarAsync<long>("select count(distinct seq) from event"));
    }
}
