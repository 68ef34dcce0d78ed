using System.Net;
using System.Net.Http.Headers;
using GovPlatform.Ops;

namespace GovPlatform.Tests.Unit.Demo;

public sealed class Being_patient
{
    private static readonly DemoCall Creating = new(HttpMethod.Post, "/cases") { Body = [1], IfMatch = "\"3\"" };

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task what_may_pass_is_asked_again_with_the_same_key_and_body(HttpStatusCode passing)
    {
        var (client, asked) = Answering(() => new(passing), () => new(HttpStatusCode.Created));
        Assert.Equal(201, (await client.SendAsync(Creating, default, 201)).Status);
        Assert.Equal(2, asked.Count);
        Assert.Single(asked.Distinct());
        Assert.Equal(1, client.Repeats);
    }

    [Fact]
    public async Task a_refused_connection_and_a_request_still_being_handled_are_asked_again()
    {
        var (client, asked) = Answering(
            () => throw new HttpRequestException("refused"),
            () => new(HttpStatusCode.Conflict) { Content = new StringContent("""{"code": "in-progress"}""") },
            () => new(HttpStatusCode.OK));
        Assert.Equal(200, (await client.SendAsync(Creating, default, 200)).Status);
        Assert.Equal(3, asked.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.PreconditionFailed)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task anything_else_is_a_surprise_at_once_and_says_what_was_answered(HttpStatusCode status)
    {
        var (client, asked) = Answering(() => new(status) { Content = new StringContent("""{"code": "some-problem"}""") });
        var surprise = await Assert.ThrowsAsync<SurpriseException>(() => client.SendAsync(Creating, default, 201));
        Assert.Contains($"POST /cases → {(int)status}, expected 201", surprise.Message);
        Assert.Contains("some-problem", surprise.Message);
        Assert.Single(asked);
    }

    [Fact]
    public async Task it_waits_as_long_as_it_is_told_to()
    {
        var (client, _) = Answering(() => new(HttpStatusCode.ServiceUnavailable) { Headers = { RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(1)) } }, () => new(HttpStatusCode.OK));
        var began = TimeProvider.System.GetTimestamp();
        await client.SendAsync(Creating, default, 200);
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0.95, 10);
    }

    [Fact]
    public void what_it_hands_in_begins_as_its_type_does()
    {
        Assert.True(DemoFiles.Pdf("x").AsSpan().StartsWith("%PDF-"u8));
        Assert.True(DemoFiles.Png(1).AsSpan(1).StartsWith("PNG\r\n"u8));
        Assert.NotEqual(DemoFiles.Png(1), DemoFiles.Png(2));
    }

    /// <summary>A client whose gateway gives these answers in turn, and what it was asked: key, precondition, length.</summary>
    private static (DemoClient Client, List<string> Asked) Answering(params Func<HttpResponseMessage>[] answers)
    {
        var gateway = new Gateway(answers);
        return (new(new("http://gov.test"), gateway), gateway.Asked);
    }

    private sealed class Gateway(Func<HttpResponseMessage>[] answers) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            Asked.Add($"{request.Headers.GetValues("Idempotency-Key").Single()} {request.Headers.GetValues("If-Match").Single()} {body.Length}");
            return answers[Asked.Count - 1]();
        }
    }
}
