using System.Collections.Concurrent;
using MassTransit;

namespace GovPlatform.Tests.Services;

/// <summary>Counts what the consumers of a host have been through with, by message id.</summary>
internal sealed class Deliveries : IReceiveObserver
{
    private readonly ConcurrentDictionary<Guid, int> done = new();
    private readonly ConcurrentDictionary<Guid, Exception> failed = new();

    public int Done(Guid message) => done.GetValueOrDefault(message);

    public async Task WaitAsync(Guid message, int times, TimeSpan longest)
    {
        var until = TimeProvider.System.GetTimestamp();
        while (Done(message) < times)
        {
            if (failed.TryGetValue(message, out var error))
                throw new InvalidOperationException($"The consumer failed: {error.Message}", error);
            if (TimeProvider.System.GetElapsedTime(until) > longest)
                throw new TimeoutException($"Handled {Done(message)} of {times} deliveries within {longest}.");
            await Task.Delay(10);
        }
    }

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    /// <summary>After the whole pipe: the inbox has committed by now, which it has not when the consumer is done.</summary>
    public Task PostReceive(ReceiveContext context)
    {
        if (context.GetMessageId() is { } id)
            done.AddOrUpdate(id, 1, (_, n) => n + 1);
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) where T : class
    {
        failed[context.MessageId!.Value] = exception;
        return Task.CompletedTask;
    }

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;
}
