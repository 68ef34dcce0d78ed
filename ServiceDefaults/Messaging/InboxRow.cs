using Npgsql;

namespace GovPlatform.ServiceDefaults;

/// <summary>A message that a queue handles once: its id is inserted in the transaction of what the consumer changes.</summary>
/// <param name="TriedBefore">An earlier try of it has failed.</param>
/// <param name="Connections">How many consumers of this process may hold a connection at once.</param>
internal sealed record InboxRow(Guid Id, string Consumer, bool TriedBefore, SemaphoreSlim Connections)
{
    private bool holds;

    /// <summary>Waits for a connection's turn.</summary>
    public async Task EnterAsync()
    {
        await Connections.WaitAsync();
        holds = true;
    }

    public void Leave()
    {
        if (holds)
            Connections.Release();
        holds = false;
    }

    /// <summary>Before anything else of a transaction; a second copy waits for the first transaction and then finds the row.</summary>
    public const string InsertSql = "insert into inbox (message_id, consumer) values (@Id, @Consumer) on conflict do nothing";

    /// <summary>Among statements that go together, where a second copy must fail all that goes with it.</summary>
    public NpgsqlBatchCommand Insert() => BatchArguments.Command("insert into inbox (message_id, consumer) values (@Id, @Consumer)", this);

    public static bool IsThere(PostgresException e) => e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "inbox_pkey" };
}

/// <summary>This copy of a message is one too many.</summary>
internal sealed class HandledBeforeException : Exception;

/// <summary>Catching up after an outage leaves half of the pool to requests.</summary>
internal sealed class InboxConnections(int most) : IDisposable
{
    public SemaphoreSlim Free { get; } = new(most, most);

    public void Dispose() => Free.Dispose();
}
