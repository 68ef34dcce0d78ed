using GovPlatform.Ops;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Services.Messaging;

public sealed class Handling_messages : IAsyncLifetime
{
    private string broker = "";
    private Sample sample = null!;

    public async Task InitializeAsync()
    {
        broker = await TestServers.NewVirtualHostAsync();
        sample = await Sample.StartAsync(await TestServers.NewDatabaseAsync("sample"), broker);
        // The process does not wait for the broker, and what is published before the queue is bound is lost.
        await sample.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(30));
    }

    public async Task DisposeAsync() => await sample.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task copies_of_a_message_that_arrive_together_are_handled_once(bool onlyWrites)
    {
        var bus = sample.Services.GetRequiredService<IBus>();
        foreach (var number in Enumerable.Range(1, 20))
        {
            var id = Guid.CreateVersion7();
            IEvent told = onlyWrites ? new Noted(DateTime.UtcNow, "copies", number) : new Counted(DateTime.UtcNow, "copies", number);
            await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bus.Publish(told, told.GetType(), Pipe.Execute<PublishContext>(context => context.MessageId = id))));
        }
        await sample.UntilAsync(20L, "select count(*) from inbox");
        await Task.Delay(300);
        Assert.Equal((20, 20), (await sample.ScalarAsync<long>("select count(*) from counted"), await sample.ScalarAsync<long>("select count(distinct number) from counted")));
        var queue = onlyWrites ? "sample-when-noted" : "sample-when-counted";
        var depths = await sample.Services.GetRequiredService<Topology>().DepthsAsync([queue, $"{queue}_skipped", $"{queue}_error"], default);
        Assert.All(depths.Values, depth => Assert.Equal(0u, depth));
    }

    [Fact]
    public async Task an_event_that_comes_before_what_it_builds_on_is_tried_again()
    {
        await sample.TellAsync(new Early(DateTime.UtcNow, "early"));
        await Task.Delay(500);
        await sample.CountAsync("early", 1);
        await sample.UntilAsync(1L, "select count(*) from counted where stream = 'early' and number = -1");
    }

    [Fact]
    public async Task a_message_that_cannot_be_handled_is_kept_with_its_reason_and_can_be_replayed()
    {
        Sample.Poison = true;
        await sample.TellAsync(new Poisonous(DateTime.UtcNow, Bad: true));
        var failed = await Until(() => ErrorQueues.ListAsync(new Uri(broker), ["sample-when-poisonous_error"]), list => list.Count == 1);
        Assert.Contains("cannot be handled", failed[0].Reason);
        Assert.Equal(0, await sample.ScalarAsync<long>("select count(*) from counted where stream = 'poison'"));
        Assert.Equal(0, await sample.ScalarAsync<long>("select count(*) from inbox where consumer = 'sample-when-poisonous'"));
        Assert.Equal(1u, (await sample.Services.GetRequiredService<Topology>().DepthsAsync(["sample-when-poisonous_error"], default)).Values.Single());

        Sample.Poison = false;
        Assert.Equal(1, await ErrorQueues.ReplayAsync(new Uri(broker), "sample-when-poisonous_error"));
        await sample.UntilAsync(1L, "select count(*) from counted where stream = 'poison'");
        Assert.Empty(await ErrorQueues.ListAsync(new Uri(broker), ["sample-when-poisonous_error"]));
    }

    private static async Task<T> Until<T>(Func<Task<T>> ask, Func<T, bool> good)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (await ask() is var answer && good(answer))
                return answer;
            await Task.Delay(100);
        }
        throw new TimeoutException();
    }
}
