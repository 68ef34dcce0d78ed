using System.Diagnostics;
using System.Text.Json;
using Dapper;
using GovPlatform.Contracts;
using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>
/// One unit of work: a READ COMMITTED transaction that carries the state, its events and its audit entries together.
/// It begins with its first statement and rolls back unless committed. One a scope; not for concurrent use.
/// </summary>
public sealed class Tx(NpgsqlDataSource source, RelaySignal relay, Caller caller) : IAsyncDisposable
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

    /// <summary>True where a filter around the handler commits, so that its own row goes with the state (inbox, idempotency).</summary>
    internal bool CommitIsDeferred { get; set; }

    /// <summary>True once the handler has asked to commit.</summary>
    internal bool CommitWasAsked { get; private set; }

    /// <summary>The one row the query finds, or null.</summary>
    public async Task<T?> FindAsync<T>(string sql, object? args = null) =>
        await (await OpenAsync()).QuerySingleOrDefaultAsync<T>(sql, args, transaction);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null) =>
        (await (await OpenAsync()).QueryAsync<T>(sql, args, transaction)).AsList();

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

    /// <summary>What was told and the commit go in one round trip; where a part fails the rest is not run.</summary>
    internal async Task CommitNowAsync(CancellationToken ct)
    {
        if (transaction is null && told.Count == 0)
            return;
        await OpenAsync();
        await using (var batch = new NpgsqlBatch(connection, transaction))
        {
            foreach (var command in told)
                batch.BatchCommands.Add(command);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
            await batch.ExecuteNonQueryAsync(ct);
        }
        told.Clear();
        await DisposeAsync();
        if (publishes)
            relay.Wake();
        publishes = false;
    }

    public async ValueTask DisposeAsync()
    {
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
        connection = await source.OpenConnectionAsync();
        transaction = await connection.BeginTransactionAsync();
        return connection;
    }
}
