using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Services.Identity;

public sealed class Moving_the_clock(IdentityHost host) : IClassFixture<IdentityHost>
{
    [Fact]
    public async Task a_move_is_answered_when_both_processes_have_it_and_not_before()
    {
        var revision = await RevisionAsync();
        using var both = new Followers(host, "one", "two");
        await both.WaitingAsync();
        var before = host.Services.GetRequiredService<PlatformClock>().GetUtcNow();
        var move = await MoveAsync("""{"advance":"P3D"}""");
        Assert.Equal(HttpStatusCode.OK, move.StatusCode);
        Assert.Equal([revision + 1, revision + 1], both.Have);
        Assert.True(host.Services.GetRequiredService<PlatformClock>().GetUtcNow() - before >= TimeSpan.FromDays(3));
    }

    [Fact]
    public async Task a_process_that_does_not_take_it_up_is_named_and_the_same_key_waits_without_moving_again()
    {
        var revision = await RevisionAsync();
        using var lone = new Followers(host, "good");
        await lone.WaitingAsync();
        var service = await host.CallAsync(People.Service);
        Assert.Equal(HttpStatusCode.OK, (await service.GetAsync("/internal/clock?process=deaf&have=0")).StatusCode);
        var key = Guid.NewGuid().ToString();
        var refused = await MoveAsync("""{"advance":"PT1H"}""", key);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("deaf", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("processes")[0].GetString());
        _ = service.GetAsync($"/internal/clock?process=deaf&have={revision + 1}");
        Assert.Equal(HttpStatusCode.OK, (await MoveAsync("""{"advance":"PT1H"}""", key)).StatusCode);
        Assert.Equal(revision + 1, await RevisionAsync());
    }

    [Theory]
    [InlineData("""{"advance":"-P1D"}""")]
    [InlineData("""{"advance":"soon"}""")]
    [InlineData("""{"to":"2020-01-01T00:00:00Z"}""")]
    [InlineData("""{"advance":"P1D","to":"2040-01-01T00:00:00Z"}""")]
    [InlineData("{}")]
    public async Task it_only_goes_forward(string body) => Assert.Equal(HttpStatusCode.UnprocessableEntity, (await MoveAsync(body)).StatusCode);

    [Fact]
    public async Task a_key_used_again_for_another_move_is_refused()
    {
        var key = Guid.NewGuid().ToString();
        await MoveAsync("""{"advance":"PT1M"}""", key);
        var revision = await RevisionAsync();
        var other = await MoveAsync("""{"advance":"PT2M"}""", key);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("idempotency-key-reused", (await other.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Equal(revision, await RevisionAsync());
    }

    [Fact]
    public async Task only_administrators_move_it_and_only_services_follow_it()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.CallAsync(People.Clerk)).PostAsJsonAsync("/api/identity/v1/clock", new { advance = "P1D" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.CallAsync(People.Admin)).GetAsync("/internal/clock?process=x&have=0")).StatusCode);
    }

    [Fact]
    public void a_clock_takes_no_older_move_and_never_goes_back()
    {
        var clock = new PlatformClock();
        clock.Apply(new ClockReading(3, TimeSpan.TicksPerDay));
        clock.Apply(new ClockReading(2, 5 * TimeSpan.TicksPerDay));
        clock.Apply(new ClockReading(4, 0));
        Assert.Equal(4, clock.Revision);
        Assert.InRange(clock.GetUtcNow() - DateTimeOffset.UtcNow, TimeSpan.FromHours(23), TimeSpan.FromHours(25));
    }

    private async Task<HttpResponseMessage> MoveAsync(string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/identity/v1/clock") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await (await host.CallAsync(People.Admin)).SendAsync(request);
    }

    private Task<long> RevisionAsync() => host.RowAsync<long>("select revision from clock");

    /// <summary>Processes that follow the clock as PlatformClockFollower does.</summary>
    private sealed class Followers : IDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly IdentityHost host;
        private readonly string[] names;

        public Followers(IdentityHost host, params string[] names)
        {
            (this.host, this.names, Have) = (host, names, new long[names.Length]);
            for (var i = 0; i < names.Length; i++)
                _ = FollowAsync(i);
        }

        public long[] Have { get; }

        public async Task WaitingAsync()
        {
            var watch = Stopwatch.StartNew();
            while (Have.Contains(0) && watch.Elapsed < TimeSpan.FromSeconds(10))
                await Task.Delay(20);
        }

        private async Task FollowAsync(int at)
        {
            var client = await host.CallAsync(People.Service);
            while (!stop.IsCancellationRequested)
            {
                var response = await client.GetAsync($"/internal/clock?process={names[at]}&have={Have[at]}", stop.Token);
                if (response.StatusCode == HttpStatusCode.OK)
                    Have[at] = (await response.Content.ReadFromJsonAsync<ClockReading>())!.Revision;
            }
        }

        public void Dispose()
        {
            stop.Cancel();
            stop.Dispose();
        }
    }
}
