using System.Threading.Channels;
using Dapper;
using Npgsql;

namespace GovPlatform.Ops;

/// <summary>Some cases with the people who filed them; they are made while those before them are written.</summary>
internal sealed record SeedBatch(IReadOnlyList<SeedPerson> People, IReadOnlyList<SeedCase> Cases);

/// <summary>One run: cases are drawn batch by batch and copied into all databases at the same time, each in one transaction; all commit at the end, intake last.</summary>
internal sealed class SeedLoad(SeedDatabases databases, SeedGround ground, SeedProgress progress, int run, int cases, int peopleBefore)
{
    private const int BatchSize = 5_000;
    private const int CasesOfOne = 10;

    private readonly IReadOnlyList<SeedTables> all = SeedTables.InCommitOrder();

    public async Task RunAsync()
    {
        using var failed = new CancellationTokenSource();
        var queues = all.Select(_ => Channel.CreateBounded<SeedBatch>(2)).ToList();
        var connections = await Task.WhenAll(all.Select(tables => databases.OpenAsync(tables.Service)));
        try
        {
            var transactions = await Task.WhenAll(connections.Select(db => db.BeginTransactionAsync().AsTask()));
            var work = all.Select((tables, i) => Guarded(() => WriteAsync(tables, connections[i], queues[i].Reader, failed.Token), failed))
                .Append(Guarded(() => DrawAsync(queues, failed.Token), failed));
            await Task.WhenAll(work);
            foreach (var transaction in transactions)
                await transaction.CommitAsync();
        }
        finally
        {
            foreach (var connection in connections)
                await connection.DisposeAsync();
        }
    }

    public Task AnalyseAsync() => Task.WhenAll(all.Select(async tables =>
    {
        await using var db = await databases.OpenAsync(tables.Service);
        await db.ExecuteAsync($"analyze {string.Join(", ", tables.Names)}");
    }));

    private async Task DrawAsync(IReadOnlyList<Channel<SeedBatch>> queues, CancellationToken ct)
    {
        var life = new SeedLife(ground, run);
        for (int n = 0, people = peopleBefore; n < cases; n += BatchSize)
        {
            var size = Math.Min(BatchSize, cases - n);
            var who = Enumerable.Range(people, (size + CasesOfOne - 1) / CasesOfOne).AsParallel().AsOrdered().Select(person => SeedPerson.Of(person, run, ground)).ToList();
            people += who.Count;
            var drawn = Enumerable.Range(n, size).Select(i => life.Draw(i, who[(i - n) % who.Count])).ToList();
            await SeedNumbers.GiveAsync(databases, drawn);
            foreach (var queue in queues)
                await queue.Writer.WriteAsync(new(who, drawn), ct);
        }
        foreach (var queue in queues)
            queue.Writer.Complete();
    }

    private async Task WriteAsync(SeedTables tables, NpgsqlConnection db, ChannelReader<SeedBatch> batches, CancellationToken ct)
    {
        var people = 0;
        await foreach (var batch in batches.ReadAllAsync(ct))
        {
            tables.Copy(db, batch, ground, progress);
            people += batch.People.Count;
            progress.Done(batch.Cases.Count);
        }
        await tables.FinishAsync(db);
        await SeedRuns.NoteAsync(db, run, cases, people);
    }

    /// <summary>The first failure stops the others, so that it is the one told.</summary>
    private static Task Guarded(Func<Task> work, CancellationTokenSource failed) => Task.Run(async () =>
    {
        try
        {
            await work();
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
    });
}
