using System.Diagnostics;
using System.Text.Json;
using Dapper;
using GovPlatform.Contracts;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>
/// One unit of work: a READ COMMITTED transaction that carries the state, its events and its audit entries together.
/// It begins with its first statement and rolls back unless committed; one that only tells is written together with others. One a scope; not for concurrent use.
/// </summary>
public sealed class Tx(NpgsqlDataSource source, RelaySignal relay, WrittenTogether together, Caller caller) : IAsyncDisposable
{
    internal const string OutboxSql = "insert into outbox (message_id, type, body, trace_parent) values ($1, $2, $3::jsonb, $4)";

    internal const string AuditSql = """
        insert into audit_pending (actor, actor_kind, action, object_type, object_id, detail, trace_id)
        values ($1, $2, $3, $4, $5, $6::jsonb, $7)
        """;

    private readonly List<NpgsqlBatchCommand> told = [];
    private NpgsqlConnection? connection;
    private NpgsqlTransaction? transaction;
    private bool publishes;

    /// <summary>The message that this handles, where it is a consumer's: its row in the inbox goes first.</summary>
    internal InboxRow? Message { get; set; }

    /// <summary>True where this handles a message of which an earlier try has failed: what was hoped for then is to be looked at now.</summary>
    public bool TriedBefore => Message is { TriedBefore: true };

    /// <summary>True where a filter around the handler commits, so that its own row goes with the state (inbox, idempotency).</summary>
    internal bool CommitIsDeferred { get; set; }

    /// <summary>True once the handler has asked to commit.</summary>
    internal bool CommitWasAsked { get; private set; }

    /// <summary>The one row the query finds, or null.</summary>
    public async Task<T?> FindAsync<T>(string sql, object? args = null) =>
        await (await OpenAsync()).QuerySingleOrDefaultAsync<T>(sql, args, transaction);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null) =>
        (await (await OpenAsync()).QueryAsync<T>(sql, args, transaction)).AsList();

    /// <summary>As <see cref="QueryAsync"/>, but begins no transaction: for what need not stay so until the commit.</summary>
    public async Task<IReadOnlyList<T>> PeekAsync<T>(string sql, object? args = null)
    {
        if (transaction is not null)
            return await QueryAsync<T>(sql, args);
        await using var db = await source.OpenConnectionAsync();
        return (await db.QueryAsync<T>(sql, args)).AsList();
    }

    public async Task<T> ScalarAsync<T>(string sql, object? args = null) =>
        (await (await OpenAsync()).ExecuteScalarAsync<T>(sql, args, transaction))!;

    /// <summary>Two results of one round trip, each as its statement finds it: the second sees what came with a lock that the first has taken.</summary>
    internal async Task<(TFirst First, TSecond? Second)> FindBothAsync<TFirst, TSecond>(string sql, object args) where TSecond : class
    {
        await using var both = await (await OpenAsync()).QueryMultipleAsync(sql, args, transaction);
        return (await both.ReadSingleAsync<TFirst>(), await both.ReadSingleOrDefaultAsync<TSecond>());
    }

    /// <summary>Queues a statement that goes with the commit, in one round trip with all the others.</summary>
    internal void Later(NpgsqlBatchCommand command) => told.Add(command);

    /// <summary>Queues a statement that nothing waits for; it goes with the commit, in one round trip with all the others.</summary>
    public void Later(string sql, object args) => told.Add(BatchArguments.Command(sql, args));

    /// <summary>Number of rows changed.</summary>
    public async Task<int> ExecuteAsync(string sql, object? args = null) =>
        await (await OpenAsync()).ExecuteAsync(sql, args, transaction);

    /// <summary>The connection inside this transaction, for COPY and the like.</summary>
    public Task<NpgsqlConnection> ConnectionAsync() => OpenAsync().AsTask();

    /// <summary>Queues the event; its outbox row goes with the commit, in one round trip with all the others.</summary>
    public void Publish<T>(T @event) where T : class, IEvent
    {
        publishes = true;
        told.Add(new NpgsqlBatchCommand(OutboxSql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() },
                new NpgsqlParameter<string> { TypedValue = typeof(T).Name },
                new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(@event, GovJson.Events) },
                new NpgsqlParameter { Value = (object?)Activity.Current?.Id ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
            },
        });
    }

    /// <summary>Queues an entry of the audit log, by whoever is acting; it goes with the commit. Detail holds no personal data.</summary>
    public void Audit(string action, string objectType, string objectId, object? detail = null)
    {
        told.Add(new NpgsqlBatchCommand(AuditSql)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = caller.Kind == Kind.Service ? caller.Name : caller.Id.ToString() },
                new NpgsqlParameter<string> { TypedValue = caller.Kind },
                new NpgsqlParameter<string> { TypedValue = action },
                new NpgsqlParameter<string> { TypedValue = objectType },
                new NpgsqlParameter<string> { TypedValue = objectId },
                new NpgsqlParameter { Value = detail is null ? DBNull.Value : JsonSerializer.Serialize(detail, GovJson.Events), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
                new NpgsqlParameter { Value = (object?)Activity.Current?.TraceId.ToString() ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
            },
        });
    }

    /// <summary>Writes what was told and commits. Nothing of it is visible to anybody before; all of it after.</summary>
    public Task CommitAsync(CancellationToken ct = default)
    {
        CommitWasAsked = true;
        return CommitIsDeferred ? Task.CompletedTask : CommitNowAsync(ct);
    }

    /// <summary>Writes what was told so far, without committing: for a transaction that tells more than memory should hold.</summary>
    public async Task FlushAsync(CancellationToken ct = default)
    {
        if (told.Count == 0)
            return;
        await OpenAsync();
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var command in told)
            batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(ct);
        told.Clear();
    }

    /// <summary>What was told and the commit go in one round trip; where a part fails the rest is not run. What has read nothing goes with others that have not.</summary>
    internal async Task CommitNowAsync(CancellationToken ct)
    {
        if (transaction is null)
            await WriteTogetherAsync();
        else
            await WriteAsync(ct);
        told.Clear();
        await DisposeAsync();
        if (publishes)
            relay.Wake();
        publishes = false;
    }

    private async Task WriteTogetherAsync()
    {
        if (Message is { } message)
            told.Insert(0, message.Insert());
        if (told.Count == 0)
            return;
        try
        {
            await together.WriteAsync([.. told]);
        }
        catch (PostgresException e) when (InboxRow.IsThere(e))
        {
            throw new HandledBeforeException();
        }
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var command in told)
            batch.BatchCommands.Add(command);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        await batch.ExecuteNonQueryAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        Message?.Leave();
        if (transaction is not null)
            await transaction.DisposeAsync();
        if (connection is not null)
            await connection.DisposeAsync();
        (transaction, connection) = (null, null);
    }

    private async ValueTask<NpgsqlConnection> OpenAsync()
    {
        if (connection is not null)
            return connection;
        if (Message is not null)
            await Message.EnterAsync();
        connection = await source.OpenConnectionAsync();
        transaction = await connection.BeginTransactionAsync();
        if (Message is not null && await connection.ExecuteAsync(InboxRow.InsertSql, Message, transaction) == 0)
            throw new HandledBeforeException();
        return connection;
    }
}
