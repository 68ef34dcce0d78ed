using GovPlatform.Contracts;
using MassTransit;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace GovPlatform.ServiceDefaults;

/// <summary>
/// One connection of this process to the broker beside the bus. It declares every reader's queue before the relay publishes
/// (an exchange without a bound queue drops messages and confirms them), again after each loss of the connection, since a
/// broker may come back empty; and it reads how deep the error queues are.
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

    /// <summary>Number of messages in each queue that exists and is not empty.</summary>
    public async Task<IReadOnlyDictionary<string, uint>> DepthsAsync(IEnumerable<string> queues, CancellationToken ct)
    {
        await EnsureAsync(ct);
        var depths = new Dictionary<string, uint>();
        var channel = await connection!.CreateChannelAsync(cancellationToken: ct);
        foreach (var queue in queues)
        {
            try
            {
                if (await channel.MessageCountAsync(queue, ct) is > 0 and var count)
                    depths[queue] = count;
            }
            catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
            {
                // No such queue yet: asking for it has closed the channel.
                await channel.DisposeAsync();
                channel = await connection.CreateChannelAsync(cancellationToken: ct);
            }
        }
        await channel.DisposeAsync();
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
                await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, broker.QueueArguments, cancellationToken: ct);
                await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: ct);
                await channel.QueueBindAsync(queue, queue, "", cancellationToken: ct);
                await channel.ExchangeBindAsync(queue, exchange, "", cancellationToken: ct);
            }
        }
        log.LogDebug("Declared the queues of {Count} events", events.Readers.Count);
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
