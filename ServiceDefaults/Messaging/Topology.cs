using GovPlatform.Contracts;
using MassTransit;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace GovPlatform.ServiceDefaults;

/// <summary>
/// One connection of this process to the broker beside the bus. It declares every reader's queue before the relay publishes
/// (an exchange without a bound queue drops messages and confirms them), again after each loss of the connection, since a
/// broker may come back empty; and it reads how deep the error queues are, which are declared too.
/// </summary>
public sealed class Topology(EventTypes events, BrokerAddress broker, ILogger<Topology> log) : IAsyncDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private IConnection? connection;
    private volatile bool declared;

    /// <summary>True while the broker answers and all readers' queues are declared.</summary>
    public bool IsReady => declared && connection is { IsOpen: true };

    /// <summary>Connects and declares what is not yet declared; throws when the broker does not answer.</summary>
    public async Task EnsureAsync(CancellationToken ct)
    {
        if (IsReady)
            return;
        await one.WaitAsync(ct);
        try
        {
            if (IsReady)
                return;
            declared = false;
            if (connection is not null)
                await connection.DisposeAsync();
            connection = await new ConnectionFactory
            {
                Uri = broker.Uri, AutomaticRecoveryEnabled = false, ClientProvidedName = broker.ClientName,
                RequestedHeartbeat = TimeSpan.FromSeconds(10), RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
            }.CreateConnectionAsync(ct);
            connection.ConnectionShutdownAsync += (_, _) =>
            {
                declared = false;
                return Task.CompletedTask;
            };
            await DeclareAsync(connection, ct);
            declared = true;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Where MassTransit puts what a queue's consumer refuses, and what no consumer takes.</summary>
    internal static string[] PutAside(string queue) => [$"{queue}_error", $"{queue}_skipped"];

    /// <summary>Number of messages in each queue; they must be declared, since asking for another closes the channel.</summary>
    public async Task<IReadOnlyDictionary<string, uint>> DepthsAsync(IEnumerable<string> queues, CancellationToken ct)
    {
        await EnsureAsync(ct);
        await using var channel = await connection!.CreateChannelAsync(cancellationToken: ct);
        var depths = new Dictionary<string, uint>();
        foreach (var queue in queues)
            depths[queue] = await channel.MessageCountAsync(queue, ct);
        return depths;
    }

    /// <summary>Just as MassTransit declares them: message exchange → queue exchange → queue, all durable fanouts.</summary>
    private async Task DeclareAsync(IConnection open, CancellationToken ct)
    {
        await using var channel = await open.CreateChannelAsync(cancellationToken: ct);
        foreach (var (type, queues) in events.Readers)
        {
            var exchange = $"{type.Namespace}:{type.Name}";
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: ct);
            foreach (var queue in queues)
            {
                await DeclareQueueAsync(channel, queue, ct);
                await channel.ExchangeBindAsync(queue, exchange, "", cancellationToken: ct);
                foreach (var aside in PutAside(queue))
                    await DeclareQueueAsync(channel, aside, ct);
            }
        }
        log.LogDebug("Declared the queues of {Count} events", events.Readers.Count);
    }

    // The queues that take what is put aside inherit the arguments of theirs (RabbitMqErrorSettings of MassTransit 8).
    private async Task DeclareQueueAsync(IChannel channel, string queue, CancellationToken ct)
    {
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, broker.QueueArguments, cancellationToken: ct);
        await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: ct);
        await channel.QueueBindAsync(queue, queue, "", cancellationToken: ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
        one.Dispose();
    }
}

/// <summary>Where the broker is and what kind of queues it keeps.</summary>
/// <param name="Quorum">True on a cluster: quorum queues (Messaging:QuorumQueues).</param>
public sealed record BrokerAddress(Uri Uri, string ClientName, bool Quorum)
{
    internal IDictionary<string, object?>? QueueArguments =>
        Quorum ? new Dictionary<string, object?> { ["x-queue-type"] = "quorum" } : null;
}
