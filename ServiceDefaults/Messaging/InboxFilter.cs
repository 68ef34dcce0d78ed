using MassTransit;

namespace GovPlatform.ServiceDefaults;

/// <summary>
/// Handles a message once for each queue: its id is inserted first, in the transaction of what the consumer changes.
/// A second copy waits for the first transaction and then finds the row. The retry stands outside, so each try is a fresh scope.
/// </summary>
internal sealed class InboxFilter<T>(Tx tx, DatabaseReady database) : IFilter<ConsumeContext<T>> where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        await database.WaitAsync(context.CancellationToken);
        var handled = await tx.ExecuteAsync(
            "insert into inbox (message_id, consumer) values (@id, @queue) on conflict do nothing",
            new { id = MessageId(context), queue = Consumer(context) });
        if (handled == 0)
        {
            // Without this the duplicate would go to the _skipped queue.
            await context.NotifyConsumed(TimeSpan.Zero, "inbox");
            return;
        }
        tx.CommitIsDeferred = true;
        await next.Send(context);
        await tx.CommitNowAsync(context.CancellationToken);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("inbox");

    /// <summary>A redelivered copy has a new id and keeps the original in a header.</summary>
    private static Guid MessageId(ConsumeContext context) =>
        context.Headers.Get<Guid>(MessageHeaders.OriginalMessageId) ?? context.MessageId
        ?? throw new InvalidOperationException("A message without an id cannot be handled once.");

    /// <summary>A rebuild passes the inbox of ordinary deliveries under its own name, and is itself handled once.</summary>
    private static string Consumer(ConsumeContext context)
    {
        var queue = context.ReceiveContext.InputAddress.Segments[^1];
        return context.Headers.Get<string>(EventLog.RebuildHeader) is { } rebuild ? $"{queue}#{rebuild}" : queue;
    }
}
