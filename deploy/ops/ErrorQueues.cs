using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace GovPlatform.Ops;

/// <summary>`./gov errors` and `./gov replay QUEUE`: what consumers could not handle, why, and back into its queue.</summary>
internal static class ErrorQueues
{
    /// <summary>A message in an error queue.</summary>
    internal sealed record Failed(string Queue, string? MessageId, string Reason);

    /// <summary>Every error queue that the table of readers knows of.</summary>
    public static IEnumerable<string> All { get; } = Readers.Table.Values.SelectMany(queues => queues).SelectMany(queue => new[] { $"{queue}_error", $"{queue}_skipped" });

    /// <summary>Prints them; 1 where there is any, so that a script notices.</summary>
    public static async Task<int> ShowAsync(TextWriter output)
    {
        if (Broker() is not { } broker)
            return await NoBrokerAsync(output);
        var failed = await ListAsync(broker, All);
        foreach (var message in failed)
            await output.WriteLineAsync($"{message.Queue,-60} {message.MessageId}  {message.Reason}");
        await output.WriteLineAsync(failed.Count == 0 ? "No message was refused." : $"{failed.Count} messages; put them back with: ./gov replay QUEUE");
        return failed.Count == 0 ? 0 : 1;
    }

    /// <summary>Puts the messages of one error queue back, and says how many.</summary>
    public static async Task<int> ReplayAsync(string queue, TextWriter output)
    {
        if (Broker() is not { } broker)
            return await NoBrokerAsync(output);
        if (!All.Contains(queue))
        {
            await output.WriteLineAsync($"{queue} is no error queue; see ./gov errors");
            return 64;
        }
        try
        {
            await output.WriteLineAsync($"{await ReplayAsync(broker, queue)} messages put back.");
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            await output.WriteLineAsync($"{queue} holds nothing: it was never needed.");
        }
        return 0;
    }

    /// <summary>The first hundred messages of each queue; they stay where they are.</summary>
    public static async Task<IReadOnlyList<Failed>> ListAsync(Uri broker, IEnumerable<string> queues, CancellationToken ct = default)
    {
        var found = new List<Failed>();
        await using var connection = await ConnectAsync(broker, ct);
        foreach (var queue in queues)
        {
            // One channel a queue: asking for a queue that does not exist closes it, and closing it puts messages back.
            await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
            for (var n = 0; n < 100 && await NextAsync(channel, queue, ct) is { } message; n++)
                found.Add(new(queue, message.BasicProperties.MessageId, Text(message, "MT-Fault-Message") ?? Text(message, "MT-Reason") ?? "no consumer"));
        }
        return found;
    }

    /// <summary>Puts every message of an error queue back into the queue it came from, under its own id; answers how many.</summary>
    public static async Task<int> ReplayAsync(Uri broker, string errorQueue, CancellationToken ct = default)
    {
        var queue = errorQueue[..errorQueue.LastIndexOf('_')];
        await using var connection = await ConnectAsync(broker, ct);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), ct);
        var waiting = await channel.MessageCountAsync(errorQueue, ct);
        var moved = 0;
        for (; moved < waiting && await NextAsync(channel, errorQueue, ct) is { } message; moved++)
        {
            var properties = new BasicProperties(message.BasicProperties);
            foreach (var header in properties.Headers?.Keys.Where(name => name.StartsWith("MT-Fault-", StringComparison.Ordinal) || name == "MT-Reason").ToList() ?? [])
                properties.Headers!.Remove(header);
            // The confirm comes before the acknowledgement: killed between the two, the message is in both queues and the inbox handles it once.
            await channel.BasicPublishAsync("", queue, mandatory: true, properties, message.Body, ct);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, ct);
        }
        return moved;
    }

    private static Uri? Broker() => Environment.GetEnvironmentVariable("ConnectionStrings__rabbitmq") is { } address ? new(address) : null;

    private static async Task<int> NoBrokerAsync(TextWriter output)
    {
        await output.WriteLineAsync("No ConnectionStrings__rabbitmq in the environment: run it as './gov errors' on a started platform.");
        return 2;
    }

    private static async Task<BasicGetResult?> NextAsync(IChannel channel, string queue, CancellationToken ct)
    {
        try
        {
            return await channel.BasicGetAsync(queue, autoAck: false, ct);
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }

    private static string? Text(BasicGetResult message, string header) =>
        message.BasicProperties.Headers?.TryGetValue(header, out var value) == true && value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : null;

    private static Task<IConnection> ConnectAsync(Uri broker, CancellationToken ct) =>
        new ConnectionFactory { Uri = broker, ClientProvidedName = "gov ops" }.CreateConnectionAsync(ct);
}
