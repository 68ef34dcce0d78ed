using MassTransit;

namespace GovPlatform.ServiceDefaults;

/// <summary>
/// Handles a message once for each queue: its row in the inbox goes first, in the transaction of what the consumer changes.
/// The retry stands outside, so each try is a fresh scope.
/// </summary>
internal sealed class InboxFilter<T>(Tx tx, DatabaseReady database, InboxConnections connections) : IFilter<ConsumeContext<T>> where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        await database.WaitAsync(context.CancellationToken);
        tx.Message = new(MessageId(context), Consumer(context), context.GetRetryAttempt() > 0, connections.Free);
        tx.CommitIsDeferred = true;
        try
        {
            await next.Send(context);
            await tx.CommitNowAsync(context.CancellationToken);
        }
        catch (HandledBeforeException)
        {
            // Without this the copy would go to the _skipped queue.
            await context.NotifyConsumed(TimeSpan.Zero, "inbox");
        }
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
