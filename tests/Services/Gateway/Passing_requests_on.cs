using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Gateway;

public sealed class Passing_requests_on(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Theory]
    [InlineData("/api/intake/v1/cases?limit=2", "intake", "/api/intake/v1/cases?limit=2")]
    [InlineData("/partner/v1/ping", "identity", "/partner/v1/ping")]
    [InlineData("/authorize?x=1", "identity", "/authorize?x=1")]
    [InlineData("/.well-known/jwks.json", "identity", "/.well-known/jwks.json")]
    [InlineData("/.well-known/openid-configuration", "identity", "/.well-known/openid-configuration")]
    [InlineData("/openapi/intake.json", "intake", "/openapi/v1.json")]
    public async Task public_paths_reach_their_service(string path, string service, string arrives)
    {
        var answer = await host.Client().GetFromJsonAsync<JsonElement>(path);
        Assert.StartsWith(service, answer.GetProperty("name").GetString());
        Assert.Equal(arrives, answer.GetProperty("path").GetString());
    }

    [Theory]
    [InlineData("/internal/events")]
    [InlineData("/internal/clock")]
    [InlineData("/intake/internal/events")]
    [InlineData("/api/intake/../../internal/events")]
    [InlineData("/api/nosuch/v1/x")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/openapi/nosuch.json")]
    [InlineData("/health/nosuch")]
    public async Task everything_else_is_404_and_reaches_nobody(string path)
    {
        var response = await host.Client().GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("not-found", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("/api/intake/..%2f..%2finternal/events")]
    [InlineData("/api/intake/%2e%2e%2f%2e%2e%2finternal/events")]
    public async Task an_encoded_way_out_stays_within_its_service(string path)
    {
        var response = await host.Client().GetAsync(path);
        Assert.StartsWith("/api/intake/", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("path").GetString());
    }

    [Fact]
    public async Task every_replica_that_answers_is_used_and_a_dead_one_is_never_noticed()
    {
        var names = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            var response = await host.Client(People.Clerk).PostAsJsonAsync("/api/intake/v1/cases", new { a = i });
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal($$"""{"a":{{i}}}""", answer.GetProperty("body").GetString());
            names.Add(answer.GetProperty("name").GetString()!);
        }
        Assert.Equal(["intake-1", "intake-2"], names.Distinct().Order());
    }

    [Theory]
    [InlineData("/api/matters/v1/matters")]
    [InlineData("/api/approval/v1/tasks")]
    public async Task a_service_that_is_down_is_503_with_retry_after_and_without_its_address(string path)
    {
        var response = await host.Client().GetAsync(path);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("127.0.0.1", await response.Content.ReadAsStringAsync() + response.Headers);
    }

    [Fact]
    public async Task the_token_and_the_trace_go_on_to_the_service()
    {
        var client = host.Client(People.Clerk);
        client.DefaultRequestHeaders.Add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "1.2.3.4");
        var headers = (await client.GetFromJsonAsync<JsonElement>("/api/intake/v1/cases")).GetProperty("headers");
        Assert.Equal(client.DefaultRequestHeaders.Authorization!.ToString(), headers.GetProperty("authorization").GetString());
        Assert.StartsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-", headers.GetProperty("traceparent").GetString());
        Assert.DoesNotContain("1.2.3.4", headers.GetRawText());
    }

    [Fact]
    public async Task a_bad_token_is_401_here_and_no_token_passes()
    {
        var bad = host.Client();
        bad.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestIssuer.Token(People.Clerk) + "x");
        var refused = await bad.GetAsync("/api/intake/v1/cases");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal(HttpStatusCode.OK, (await host.Client().GetAsync("/api/intake/v1/cases")).StatusCode);
    }

    [Fact]
    public async Task a_clients_secret_passes_to_the_token_endpoint_only()
    {
        var client = host.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", "YTpi");
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/token", new StringContent("x"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/intake/v1/cases")).StatusCode);
    }
}
