using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace GovPlatform.Tests.Unit.Http;

public sealed class Calling_a_neighbour : IDisposable
{
    private readonly SteppedTime time = new();
    private readonly Replicas replicas = new();
    private readonly HttpClient client;

    public Calling_a_neighbour()
    {
        var addresses = new NeighbourAddresses([new("http://one:1"), new("http://two:2"), new("http://three:3")], time);
        var handler = new NeighbourHandler("matters", addresses, new NeighbourPipelines(time)) { InnerHandler = replicas };
        client = new HttpClient(handler) { BaseAddress = new("http://matters") };
    }

    public void Dispose()
    {
        client.Dispose();
        replicas.Dispose();
    }

    [Fact]
    public async Task replicas_are_asked_in_turn_with_path_and_query()
    {
        for (var i = 0; i < 4; i++) await client.GetAsync("/a?b=c");
        Assert.Equal(["http://one:1/a?b=c", "http://two:2/a?b=c", "http://three:3/a?b=c", "http://one:1/a?b=c"], replicas.Asked);
    }

    [Fact]
    public async Task a_get_goes_to_the_others_when_one_refuses_the_connection_and_spares_it_for_a_while()
    {
        replicas.Answer = request => request.RequestUri!.Host == "one" ? throw new HttpRequestException("refused") : new(HttpStatusCode.OK);
        for (var i = 0; i < 4; i++) Assert.Equal(HttpStatusCode.OK, (await time.RunAsync(client.GetAsync("/a"))).StatusCode);
        Assert.Equal(1, replicas.Asked.Count(a => a.StartsWith("http://one", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task a_post_without_a_key_goes_once()
    {
        replicas.Answer = _ => new(HttpStatusCode.ServiceUnavailable);
        var answer = await time.RunAsync(client.PostAsync("/a", new StringContent("x")));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Single(replicas.Asked);
    }

    [Fact]
    public async Task a_post_with_a_key_is_repeated_with_its_whole_body()
    {
        replicas.Answer = _ => new(replicas.Asked.Count < 3 ? HttpStatusCode.BadGateway : HttpStatusCode.Created);
        var answer = await time.RunAsync(client.SendAsync(Keyed(new StreamContent(new OneWay("whole body")) { Headers = { ContentLength = 10 } })));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(["whole body", "whole body", "whole body"], replicas.Bodies);
    }

    [Fact]
    public async Task a_stream_of_unknown_length_goes_once_even_with_a_key()
    {
        replicas.Answer = _ => new(HttpStatusCode.BadGateway);
        await time.RunAsync(client.SendAsync(Keyed(new StreamContent(new OneWay("whole body")))));
        Assert.Single(replicas.Asked);
    }

    [Fact]
    public async Task a_4xx_is_the_answer_and_never_opens_the_breaker()
    {
        replicas.Answer = _ => new(HttpStatusCode.NotFound);
        for (var i = 0; i < 40; i++) Assert.Equal(HttpStatusCode.NotFound, (await time.RunAsync(client.GetAsync("/a"))).StatusCode);
        Assert.Equal(40, replicas.Asked.Count);
    }

    [Fact]
    public async Task a_429_is_repeated_after_the_wait_it_asks_for()
    {
        replicas.Answer = _ => replicas.Asked.Count < 2 ? Waiting(HttpStatusCode.TooManyRequests, 2) : new(HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await time.RunAsync(client.GetAsync("/a"))).StatusCode);
        Assert.InRange(time.Elapsed.TotalSeconds, 2, 2.5);
    }

    [Fact]
    public async Task a_long_wait_is_handed_to_the_caller_at_once()
    {
        replicas.Answer = _ => Waiting(HttpStatusCode.ServiceUnavailable, 30);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await time.RunAsync(client.GetAsync("/a"))).StatusCode);
        Assert.Single(replicas.Asked);
    }

    [Fact]
    public async Task the_breaker_opens_refuses_without_asking_and_closes_again()
    {
        replicas.Answer = _ => throw new HttpRequestException("refused");
        for (var i = 0; i < 4; i++) await Assert.ThrowsAsync<NeighbourDownException>(() => time.RunAsync(client.GetAsync("/a")));

        var asked = replicas.Asked.Count;
        var down = await Assert.ThrowsAsync<NeighbourDownException>(() => time.RunAsync(client.GetAsync("/a")));
        Assert.Equal(asked, replicas.Asked.Count);
        Assert.Equal("matters", down.Neighbour);

        replicas.Answer = _ => new(HttpStatusCode.OK);
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(HttpStatusCode.OK, (await time.RunAsync(client.GetAsync("/a"))).StatusCode);
    }

    [Fact]
    public async Task an_issuer_without_a_token_is_not_held_against_the_neighbour()
    {
        replicas.Answer = _ => throw new NeighbourDownException("identity", TimeSpan.FromSeconds(5), null);
        for (var i = 0; i < 20; i++)
            Assert.Equal("identity", (await Assert.ThrowsAsync<NeighbourDownException>(() => time.RunAsync(client.GetAsync("/a")))).Neighbour);
        Assert.Equal(20, replicas.Asked.Count);
    }

    [Fact]
    public async Task a_silent_neighbour_is_given_up_within_the_total_time()
    {
        replicas.Silent = true;
        await Assert.ThrowsAsync<NeighbourDownException>(() => time.RunAsync(client.GetAsync("/a")));
        Assert.InRange(replicas.Asked.Count, 3, 4);
        Assert.InRange(time.Elapsed.TotalSeconds, 9.9, 10.5);
    }

    private static HttpRequestMessage Keyed(HttpContent content) =>
        new(HttpMethod.Post, "/a") { Content = content, Headers = { { "Idempotency-Key", "k-1" } } };

    private static HttpResponseMessage Waiting(HttpStatusCode status, int seconds) =>
        new(status) { Headers = { RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds)) } };

    /// <summary>Stands for the replicas: notes what it is asked and answers as told.</summary>
    private sealed class Replicas : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];
        public List<string> Bodies { get; } = [];
        public bool Silent { get; set; }
        public Func<HttpRequestMessage, HttpResponseMessage> Answer { get; set; } = _ => new(HttpStatusCode.OK);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.ToString());
            var body = new MemoryStream();
            if (request.Content is { } content) await content.CopyToAsync(body, cancellationToken);
            Bodies.Add(Encoding.UTF8.GetString(body.ToArray()));
            if (Silent) await Task.Delay(Timeout.Infinite, cancellationToken);
            return Answer(request);
        }
    }

    private sealed class OneWay(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override bool CanSeek => false;
    }
}
