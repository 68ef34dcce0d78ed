using System.Net.Http.Headers;
using Dapper;

namespace GovPlatform.Tests.Services.Messaging;

public sealed class Rebuilding_a_view
{
    [Fact]
    public async Task the_event_log_fills_emptied_tables_again_with_each_event_once()
    {
        await using var sample = await Sample.StartAsync(await TestServers.NewDatabaseAsync("sample"), await TestServers.NewVirtualHostAsync());
        for (var number = 1; number <= 30; number++)
            await sample.CountAsync("a", number);
        await sample.UntilAsync(30L, "select count(*) from counted");

        await using (var db = await sample.Database.OpenConnectionAsync())
            await db.ExecuteAsync("truncate counted");
        sample.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestIssuer.Token(People.Service));
        await Rebuild.SendAsync(sample.Services, "first", Rebuild.ReadAllAsync(sample.Client, default), default);
        await Rebuild.SendAsync(sample.Services, "first", Rebuild.ReadAllAsync(sample.Client, default), default);
        await sample.UntilAsync(60L, "select count(*) from inbox");
        await Task.Delay(300);
        Assert.Equal(465, await sample.ScalarAsync<long>("select sum(number) from counted"));
    }

    [Fact]
    public async Task an_event_that_is_handled_but_not_yet_in_the_log_is_waited_for()
    {
        await using var sample = await Sample.StartAsync(await TestServers.NewDatabaseAsync("sample"), await TestServers.NewVirtualHostAsync());
        sample.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestIssuer.Token(People.Service));
        await using var db = await sample.Database.OpenConnectionAsync();
        await using var relaying = await db.BeginTransactionAsync();
        await db.ExecuteAsync("""
            select pg_advisory_xact_lock(hashtext('outbox'));
            insert into event (region, seq, message_id, type, body) values ('410497', 1, gen_random_uuid(), 'Counted', '{}')
            """);
        Assert.Equal("[]", await sample.Client.GetStringAsync("/internal/events"));
        var read = sample.Client.GetStringAsync("/internal/events?settled=true");
        await Task.Delay(300);
        Assert.False(read.IsCompleted);
        await relaying.CommitAsync();
        Assert.Contains("Counted", await read.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task loaded_cases_are_not_thrown_away()
    {
        await using var sample = await Sample.StartAsync(
            await TestServers.NewDatabaseAsync("sample"), await TestServers.NewVirtualHostAsync(), app => app.MapRebuild("counted"));
        sample.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestIssuer.Token(People.Service));
        await using var db = await sample.Database.OpenConnectionAsync();
        await db.ExecuteAsync("create table seed_run (run int primary key); insert into seed_run values (1); insert into counted values ('loaded', 1)");
        var refused = await sample.Client.PostAsync("/internal/rebuild", null);
        Assert.Equal(409, (int)refused.StatusCode);
        Assert.Contains("\"seeded\"", await refused.Content.ReadAsStringAsync());
        Assert.Equal(1, await sample.ScalarAsync<long>("select count(*) from counted"));

        await db.ExecuteAsync("delete from seed_run");
        Assert.Equal(200, (int)(await sample.Client.PostAsync("/internal/rebuild", null)).StatusCode);
        Assert.Equal(0, await sample.ScalarAsync<long>("select count(*) from counted"));
    }

    [Fact]
    public async Task only_the_platforms_own_services_read_the_log()
    {
        await using var sample = await Sample.StartAsync(await TestServers.NewDatabaseAsync("sample"), await TestServers.NewVirtualHostAsync());
        foreach (var (caller, status) in new[] { (People.Citizen, 403), (People.Admin, 403), (People.Service, 200) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/internal/events");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TestIssuer.Token(caller));
            using var answer = await sample.Client.SendAsync(request);
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }
}
