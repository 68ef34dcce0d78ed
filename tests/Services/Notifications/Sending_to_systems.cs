using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GovPlatform.Tests.Services.Notifications;

public sealed class WebhookHost() : ServiceHost<NewWebhook>("notifications")
{
    protected override IEnumerable<(string Key, string Value)> Settings => [("Notifications:WebhookNetworks:0", "127.0.0.0/8")];
}

/// <summary>What an account is told reaches its systems, signed, once or again under one id, and nothing inside is reached.</summary>
public sealed class Sending_to_systems(WebhookHost host) : IClassFixture<WebhookHost>
{
    [Fact]
    public async Task a_system_gets_a_signed_cloud_event_without_personal_data()
    {
        await using var receiver = await Receiver.StartAsync();
        var me = People.Organisation with { Id = Guid.CreateVersion7() };
        await CreateAsync(me, receiver.Url);
        var told = new Told { Account = me.Id };
        await host.DeliverAsync(told.Withdrawn);
        var sent = await receiver.NextAsync();
        var body = JsonElement.Parse(sent.Body);
        Assert.Equal(("1.0", "govplatform.case-withdrawn", "1"), (body.GetProperty("specversion").GetString(), body.GetProperty("type").GetString(), body.GetProperty("sequence").GetString()));
        Assert.Equal(told.Withdrawn.CaseNumber, body.GetProperty("data").GetProperty("caseNumber").GetString());

        var key = await host.Anonymous().GetFromJsonAsync<JsonElement>(new Uri("/api/notifications/v1/webhook-key", UriKind.Relative));
        using var publicKey = PublicKey.Read(key.GetProperty("publicKey").GetString()!)!;
        var input = SignatureInput.Read(sent.Headers["Signature-Input"], HttpSignature.Label)!;
        Assert.Null(HttpSignature.Objection(input, HttpSignature.OfWebhook, TimeProvider.System.GetUtcNow()));
        Assert.Equal((key.GetProperty("keyId").GetString(), HttpSignature.Digest(sent.Body)), (input.KeyId, sent.Headers["Content-Digest"]));
        string? Value(string component, string url) => component switch
        {
            "\"@method\"" => "POST",
            "\"@target-uri\"" => url,
            _ => sent.Headers[component.Trim('"')],
        };
        Assert.True(HttpSignature.Verify(publicKey, input, sent.Headers["Signature"], component => Value(component, receiver.Url)));
        Assert.False(HttpSignature.Verify(publicKey, input, sent.Headers["Signature"], component => Value(component, receiver.Url + "other")));
    }

    [Fact]
    public async Task what_could_not_be_sent_waits_and_is_sent_again_under_its_id()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = 503;
        var me = People.Organisation with { Id = Guid.CreateVersion7() };
        var hook = await CreateAsync(me, receiver.Url);
        await host.DeliverAsync(new Told { Account = me.Id }.Withdrawn);
        var first = JsonElement.Parse((await receiver.NextAsync()).Body).GetProperty("id").GetString();
        var waiting = await UntilAsync(me, hook, delivery => delivery.GetProperty("lastStatus").ValueKind == JsonValueKind.Number);
        Assert.Equal(("waiting", 503, 1), (waiting.GetProperty("state").GetString(), waiting.GetProperty("lastStatus").GetInt32(), waiting.GetProperty("attempts").GetInt32()));

        receiver.Answer = 204;
        // Its time has come; so it would for one that was taken by a process that is no more.
        await host.RowAsync<int>("update webhook_delivery set next_try = now() where webhook_id = @hook", new { hook });
        Assert.Equal(first, JsonElement.Parse((await receiver.NextAsync()).Body).GetProperty("id").GetString());
        var delivered = await UntilAsync(me, hook, delivery => delivery.GetProperty("state").GetString() == "delivered");
        Assert.Equal(2, delivered.GetProperty("attempts").GetInt32());
        Assert.Empty((await DeliveriesAsync(me, hook, after: 1)).EnumerateArray());
    }

    [Fact]
    public async Task only_chosen_kinds_are_sent_and_only_to_their_account()
    {
        var me = People.Organisation with { Id = Guid.CreateVersion7() };
        var hook = await CreateAsync(me, "http://127.0.0.1:9/nobody", "case-refused");
        var told = new Told { Account = me.Id };
        await host.DeliverAsync(told.Withdrawn);
        await host.DeliverAsync(told.Refused);
        Assert.Equal(["case-refused"], (await DeliveriesAsync(me, hook)).EnumerateArray().Select(one => one.GetProperty("kind").GetString()));
        foreach (var stranger in new[] { People.Organisation, People.Supervisor })
            Assert.Equal(HttpStatusCode.NotFound, (await host.As(stranger).GetAsync(new Uri($"/api/notifications/v1/webhooks/{hook}/deliveries", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await host.As(me).DeleteAsync(new Uri($"/api/notifications/v1/webhooks/{hook}", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("http://10.0.0.1/x")]
    [InlineData("https://192.168.1.1/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://user:secret@example.org/")]
    [InlineData("ftp://example.org/")]
    [InlineData("not an address")]
    public async Task addresses_inside_are_refused(string url)
    {
        using var answer = await host.As(People.Organisation with { Id = Guid.CreateVersion7() }).SendAsync(Post(url));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("webhook-address", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("2400:3200::1", true)]
    public void a_name_that_leads_inside_is_not_connected_to(string address, bool may) =>
        Assert.Equal(may, new ReceiverAddresses(new ConfigurationBuilder().Build(), host.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHostEnvironment>()).May(IPAddress.Parse(address)));

    [Fact]
    public async Task who_follows_a_case_is_told_of_each_step_by_message_and_webhook()
    {
        await using var receiver = await Receiver.StartAsync();
        var leader = People.Supervisor with { Id = Guid.CreateVersion7() };
        await CreateAsync(leader, receiver.Url);
        var told = new Told();
        await host.DeliverAsync(new CaseProgressed(told.CaseId, told.Withdrawn.CaseNumber, told.At, "in-approval", "start-approval", 5, "食品经营许可", [leader.Id]));
        var data = JsonElement.Parse((await receiver.NextAsync()).Body).GetProperty("data");
        Assert.Equal("in-approval", data.GetProperty("status").GetString());
        var page = await host.As(leader).GetFromJsonAsync<JsonElement>(new Uri("/api/notifications/v1/messages", UriKind.Relative));
        Assert.Contains("审批中", page.GetProperty("items")[0].GetProperty("body").GetString());
    }

    private static HttpRequestMessage Post(string url, params string[] events) => new(HttpMethod.Post, "/api/notifications/v1/webhooks")
    {
        Content = JsonContent.Create(new { url, events }), Headers = { { "Idempotency-Key", $"{Guid.NewGuid()}" } },
    };

    private async Task<Guid> CreateAsync(Caller me, string url, params string[] events)
    {
        using var answer = await host.As(me).SendAsync(Post(url, events));
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private async Task<JsonElement> DeliveriesAsync(Caller me, Guid hook, long after = 0) =>
        (await host.As(me).GetFromJsonAsync<JsonElement>(new Uri($"/api/notifications/v1/webhooks/{hook}/deliveries?after={after}", UriKind.Relative))).GetProperty("items");

    private async Task<JsonElement> UntilAsync(Caller me, Guid hook, Func<JsonElement, bool> there)
    {
        for (var n = 0; ; n++)
        {
            if ((await DeliveriesAsync(me, hook))[0] is var delivery && there(delivery))
                return delivery;
            Assert.True(n < 200, $"{delivery}");
            await Task.Delay(100);
        }
    }

    /// <summary>Somebody's system, listening.</summary>
    private sealed class Receiver(WebApplication app) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<Sent> got = new();

        public int Answer { get; set; } = 204;

        public string Url { get; private set; } = "";

        public static async Task<Receiver> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var receiver = new Receiver(builder.Build());
            await receiver.StartListeningAsync();
            return receiver;
        }

        public async Task<Sent> NextAsync()
        {
            Sent? sent;
            for (var n = 0; !got.TryDequeue(out sent); n++)
            {
                Assert.True(n < 300, "nothing was sent");
                await Task.Delay(100);
            }
            return sent;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private async Task StartListeningAsync()
        {
            app.MapPost("/hook", async (HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                got.Enqueue(new(body.ToArray(), request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
                return Results.StatusCode(Answer);
            });
            await app.StartAsync();
            Url = $"{app.Urls.Single()}/hook";
        }
    }

    internal sealed record Sent(byte[] Body, Dictionary<string, string> Headers);
}
