using System.Net;
using System.Net.Http.Json;

namespace GovPlatform.Tests.Unit.Auth;

public sealed class Asking_the_issuers_replicas
{
    private static readonly string[] Urls = ["http://hangs.test/token", "http://well.test/token"];

    [Fact]
    public async Task a_replica_that_hangs_does_not_keep_the_healthy_one_from_being_asked()
    {
        for (var asked = 0; asked < 2; asked++)
        {
            using var token = new ServiceToken(new Replicas(), Issuer.Settings with { TokenUrls = Urls });
            Assert.Equal("good", await token.GetAsync(default).AsTask().WaitAsync(TimeSpan.FromSeconds(4)));
        }
    }

    [Fact]
    public async Task they_are_asked_by_turns()
    {
        var first = new List<string>();
        for (var asked = 0; asked < 4; asked++)
            first.Add(await IssuerReplicas.AskAnyAsync(Urls, (url, _) => Task.FromResult(url), default));
        Assert.Equal(Urls.Order(), first.Distinct().Order());
    }

    [Fact]
    public async Task when_all_hang_identity_is_down_and_a_caller_who_leaves_is_not_kept()
    {
        using var token = new ServiceToken(new Replicas(TimeSpan.FromSeconds(1)), Issuer.Settings with { TokenUrls = [Urls[0], Urls[0]] });
        await Assert.ThrowsAsync<NeighbourDownException>(() => token.GetAsync(default).AsTask());
        using var leaving = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => token.GetAsync(leaving.Token).AsTask());
    }

    private sealed class Replicas(TimeSpan? timeout = null) : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(new Answers()) { Timeout = timeout ?? TimeSpan.FromSeconds(5) };
    }

    private sealed class Answers : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Host == "hangs.test")
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return new(HttpStatusCode.OK) { Content = JsonContent.Create(new { access_token = "good", expires_in = 600 }) };
        }
    }
}
