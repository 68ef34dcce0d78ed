using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Gateway;

public sealed class Guarding_the_door(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Fact]
    public async Task a_caller_over_his_rate_is_429_with_retry_after_and_others_are_not()
    {
        var identity = await host.StartAsync("identity-1");
        await using var gateway = GatewayHost.With(("services:identity:http:0", identity), ("Gateway:RequestsPerSecond", "1"), ("Gateway:Burst", "3"));
        using var client = gateway.CreateClient();
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 5; i++)
            answers.Add(await client.GetAsync("/api/identity/v1/departments"));
        Assert.Equal(HttpStatusCode.OK, answers[0].StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1].StatusCode);
        Assert.True(answers[^1].Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal("too-many-requests", (await answers[^1].Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());

        client.DefaultRequestHeaders.Authorization = new("Bearer", TestIssuer.Token(People.Clerk));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/identity/v1/departments")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task a_request_that_is_too_large_is_413()
    {
        var response = await host.Client().PostAsync("/api/intake/v1/cases", new StringContent(new string('x', 2001)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("too-large", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task a_stream_that_grows_too_large_is_413()
    {
        var intake = await host.StartAsync("intake-1");
        await using var gateway = GatewayHost.With(("services:intake:http:0", intake), ("Gateway:MaxRequestBytes", "2000"));
        gateway.UseKestrel(0);
        gateway.StartServer();
        using var client = new HttpClient { BaseAddress = gateway.ClientOptions.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/intake/v1/cases") { Content = new StringContent(new string('x', 50_000)) };
        request.Headers.TransferEncodingChunked = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task a_query_of_ten_thousand_characters_is_left_to_the_service_to_refuse()
    {
        var intake = await host.StartAsync("intake-1");
        await using var gateway = GatewayHost.With(("services:intake:http:0", intake));
        gateway.UseKestrel(0);
        gateway.StartServer();
        using var client = new HttpClient { BaseAddress = gateway.ClientOptions.BaseAddress };
        using var answer = await client.GetAsync($"/api/intake/v1/cases?q={new string('证', 10_000)}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.InRange((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("path").GetString()!.Length, 90_000, 100_000);
    }

    [Theory]
    [InlineData("order-17.A_b", true)]
    [InlineData("two words", false)]
    [InlineData("a\tb", false)]
    [InlineData("<script>", false)]
    public async Task a_correlation_id_is_kept_where_it_is_harmless(string given, bool kept)
    {
        var client = host.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Correlation-Id", given);
        var response = await client.GetAsync("/api/intake/v1/cases");
        var id = response.Headers.GetValues("X-Correlation-Id").Single();
        Assert.Equal(kept, id == given);
        Assert.Equal(id, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("headers").GetProperty("x-correlation-id").GetString());
    }

    [Theory]
    [InlineData("/api/intake/v1/cases")]
    [InlineData("/api/matters/v1/matters")]
    [InlineData("/nowhere")]
    [InlineData("/docs")]
    public async Task every_answer_has_the_security_headers(string path)
    {
        var headers = (await host.Client().GetAsync(path)).Headers;
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", headers.GetValues("X-Frame-Options").Single());
        Assert.Contains("frame-ancestors 'none'", headers.GetValues("Content-Security-Policy").Single());
        Assert.True(headers.Contains("X-Correlation-Id"));
        Assert.False(headers.Contains("Server"));
    }

    [Theory]
    [InlineData("https://hall.example", true)]
    [InlineData("https://evil.example", false)]
    public async Task only_configured_origins_may_call_from_a_browser(string origin, bool allowed)
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/intake/v1/cases");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "idempotency-key");
        Assert.Equal(allowed, (await host.Client().SendAsync(preflight)).Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task docs_load_nothing_from_elsewhere()
    {
        var client = host.Client();
        var page = await client.GetStringAsync("/docs");
        Assert.Contains("接口文档", page);
        foreach (var path in new[] { "/docs", "/docs/docs.js", "/docs/docs.css", "/docs/callback" })
        {
            var response = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.DoesNotContain("//", (await response.Content.ReadAsStringAsync()).Replace("\n//", ""));
        }
    }

    [Fact]
    public async Task ready_means_that_identity_answers()
    {
        Assert.Equal(HttpStatusCode.OK, (await host.Client().GetAsync("/health/ready")).StatusCode);
        await using var alone = GatewayHost.With(("services:identity:http:0", GatewayHost.Dead));
        using var client = alone.CreateClient();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task health_tells_the_replicas_but_not_where_they_are()
    {
        var text = await host.Client().GetStringAsync("/health");
        Assert.Equal(3, JsonDocument.Parse(text).RootElement.GetProperty("services").GetProperty("intake").GetProperty("replicas").GetInt32());
        Assert.DoesNotContain("127.0.0.1", text);
    }
}
