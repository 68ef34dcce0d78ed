using GovPlatform.Local;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Services.Messaging;

public sealed class Losing_the_broker
{
    [Fact]
    public async Task a_broker_gone_for_a_minute_delays_events_and_loses_none()
    {
        await using var rabbit = await RabbitMqServer.StartThrowawayAsync();
        await using var sample = await Sample.StartAsync(await TestServers.NewDatabaseAsync("sample"), rabbit.ConnectionString);
        await sample.CountAsync("a", 1);
        await sample.UntilAsync(1L, "select count(*) from counted");

        await rabbit.StopAsync();
        for (var number = 2; number <= 60; number++)
        {
            await sample.CountAsync("a", number);
            await Task.Delay(1000);
        }
        Assert.Equal(1, await sample.ScalarAsync<long>("select count(*) from counted"));
        using (var answer = await sample.Client.GetAsync(new Uri("/health/ready", UriKind.Relative)))
            Assert.Equal(503, (int)answer.StatusCode);

        await rabbit.StartAsync(default);
        await sample.UntilAsync(60L, "select count(*) from counted", seconds: 60);
        Assert.Equal(0, await sample.ScalarAsync<long>("select count(*) from outbox"));
    }

    [Fact]
    public async Task a_broker_that_comes_back_empty_gets_its_queues_again_before_the_next_event()
    {
        await using var rabbit = await RabbitMqServer.StartThrowawayAsync();
        using var management = rabbit.Management();
        await management.PutAsync(new Uri("api/vhosts/v", UriKind.Relative), null);
        await using var sample = await Sample.StartAsync(await TestServers.NewDatabaseAsync("sample"), $"{rabbit.ConnectionString}/v");
        await sample.TellAsync(new Unread(DateTime.UtcNow, 1));
        await sample.UntilAsync(1L, "select count(*) from event");

        (await management.DeleteAsync(new Uri("api/vhosts/v", UriKind.Relative))).EnsureSuccessStatusCode();
        await management.PutAsync(new Uri("api/vhosts/v", UriKind.Relative), null);
        await sample.TellAsync(new Unread(DateTime.UtcNow, 2));
        await sample.UntilAsync(2L, "select count(*) from event", seconds: 60);
        var depths = await sample.Services.GetRequiredService<Topology>().DepthsAsync(Sample.Events.Readers[typeof(Unread)], default);
        Assert.Equal([1u, 1u], depths.Values);
    }
}
