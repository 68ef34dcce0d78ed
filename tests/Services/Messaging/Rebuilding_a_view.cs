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
