using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>
/// Writes what transactions that only write have told: all that wait at the moment in one transaction and one round trip, so that a rush costs
/// fewer of both. Each is answered after the commit. Where the database refuses, each is written alone: the fault of one is not another's.
/// </summary>
public sealed class WrittenTogether(NpgsqlDataSource source)
{
    // So that one that is large, or a long queue, does not keep locks for long.
    private const int MostStatements = 400;
    private readonly Lock gate = new();
    private readonly Queue<Told> waiting = [];
    private bool writing;

    /// <summary>Returns when the statements are committed, all of them, or throws and none is.</summary>
    public Task WriteAsync(IReadOnlyList<NpgsqlBatchCommand> statements)
    {
        var told = new Told(statements, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (gate)
        {
            waiting.Enqueue(told);
            if (writing)
                return told.Done.Task;
            writing = true;
        }
        _ = Task.Run(WriteAllAsync);
        return told.Done.Task;
    }

    private async Task WriteAllAsync()
    {
        while (Take() is [_, ..] group)
        {
            try
            {
                await ExecuteAsync(group.SelectMany(told => told.Statements));
                foreach (var told in group)
                    told.Done.SetResult();
            }
            catch (PostgresException e) when (group.Count > 1 && !Database.IsAway(e))
            {
                foreach (var told in group)
                    await AloneAsync(told);
            }
            catch (Exception e)
            {
                // Where the connection broke nobody knows whether it was committed: never again unasked.
                foreach (var told in group)
                    told.Done.SetException(e);
            }
        }
    }

    private async Task AloneAsync(Told told)
    {
        try
        {
            await ExecuteAsync(told.Statements.Select(Copy));
            told.Done.SetResult();
        }
        catch (Exception e)
        {
            told.Done.SetException(e);
        }
    }

    private List<Told> Take()
    {
        lock (gate)
        {
            var (taken, statements) = (new List<Told>(), 0);
            while (waiting.TryPeek(out var next) && (taken.Count == 0 || statements + next.Statements.Count <= MostStatements))
            {
                taken.Add(waiting.Dequeue());
                statements += next.Statements.Count;
            }
            writing = taken.Count > 0;
            return taken;
        }
    }

    // A batch without a transaction of its own is one.
    private async Task ExecuteAsync(IEnumerable<NpgsqlBatchCommand> statements)
    {
        await using var batch = source.CreateBatch();
        foreach (var statement in statements)
            batch.BatchCommands.Add(statement);
        await batch.ExecuteNonQueryAsync();
    }

    // One that was sent is bound to what it was sent with.
    private static NpgsqlBatchCommand Copy(NpgsqlBatchCommand sent)
    {
        var copy = new NpgsqlBatchCommand(sent.CommandText);
        foreach (NpgsqlParameter parameter in sent.Parameters)
            copy.Parameters.Add(parameter.Clone());
        return copy;
    }

    private sealed record Told(IReadOnlyList<NpgsqlBatchCommand> Statements, TaskCompletionSource Done);
}
