using System.Net;
using GovPlatform.Identity;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Services.Identity;

public sealed class Running_in_production
{
    [Theory]
    [InlineData("Gov:DataKey", "Gov:ServiceSecret")]
    [InlineData("Gov:ServiceSecret", "Gov:DataKey")]
    public void it_does_not_start_without_its_secrets(string missing, string given)
    {
        using var factory = Factory("Host=127.0.0.1", (given, "a secret text of more than thirty-two characters"));
        Assert.Contains(missing, Assert.Throws<InvalidOperationException>(() => factory.Services).Message);
    }

    [Fact]
    public async Task there_is_no_sign_in_page_and_no_clock_to_move()
    {
        var secret = "a secret text of more than thirty-two characters";
        await using var factory = Factory(await TestServers.NewDatabaseAsync("identity"), ("Gov:DataKey", secret), ("Gov:ServiceSecret", secret));
        await factory.Services.GetRequiredService<DatabaseReady>().WaitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        using var client = factory.CreateClient();
        foreach (var path in new[] { "/authorize", "/internal/clock", "/api/identity/v1/clock" })
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/identity/v1/departments")).StatusCode);
    }

    private static WebApplicationFactory<ClockMove> Factory(string database, params (string Key, string Value)[] settings) =>
        new WebApplicationFactory<ClockMove>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment("Production");
            web.UseSetting("ConnectionStrings:identitydb", database);
            web.UseSetting("ConnectionStrings:rabbitmq", "amqp://guest:guest@127.0.0.1:1");
            foreach (var (key, value) in settings)
                web.UseSetting(key, value);
        });
}
