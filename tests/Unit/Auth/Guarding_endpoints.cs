using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Unit.Auth;

public sealed class Guarding_endpoints : IAsyncLifetime, IDisposable
{
    private readonly Issuer issuer = new();
    private WebApplication app = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseTestServer();
        builder.AddPlatformAuth();
        builder.Services.AddSingleton(Issuer.Settings);
        builder.Services.AddSingleton(issuer.Keys);
        app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/undeclared", () => "x");
        app.MapGet("/open", () => "x").AllowAnonymous();
        app.MapGet("/citizens", () => "x").AllowKinds(Kind.Citizen);
        app.MapGet("/either", (Caller me) => me.Id.ToString()).AllowKinds(Kind.Citizen).AllowRoles(Role.Clerk, Role.Approver);
        app.MapGet("/services", () => "x").AllowServices("intake");
        app.MapGet("/department", () => "x").AllowDepartments("11410497000000001A");
        await app.StartAsync();
    }

    [Fact]
    public async Task an_endpoint_without_a_declaration_is_refused_to_all()
    {
        Assert.Equal(401, await GetAsync("/undeclared", null));
        Assert.Equal(403, await GetAsync("/undeclared", Issuer.Clerk));
    }

    [Fact]
    public async Task declarations_add_up()
    {
        Assert.Equal(200, await GetAsync("/either", Issuer.Citizen));
        Assert.Equal(200, await GetAsync("/either", Issuer.Clerk));
        Assert.Equal(403, await GetAsync("/either", Issuer.Clerk with { Roles = [Role.Supervisor] }));
        Assert.Equal(403, await GetAsync("/citizens", Issuer.Clerk));
        Assert.Equal(401, await GetAsync("/citizens", null));
        Assert.Equal(200, await GetAsync("/open", null));
        Assert.Equal(404, await GetAsync("/nowhere", null));
    }

    [Fact]
    public async Task services_and_departments_are_told_apart()
    {
        Assert.Equal(200, await GetAsync("/services", Caller.OfService("intake", "410497")));
        Assert.Equal(403, await GetAsync("/services", Caller.OfService("approval", "410497")));
        Assert.Equal(200, await GetAsync("/department", Issuer.Clerk));
        Assert.Equal(403, await GetAsync("/department", Issuer.Clerk with { Department = "11410497000000002A" }));
        Assert.Equal(401, await GetAsync("/citizens", Issuer.Citizen with { Region = "410498" }));
    }

    [Fact]
    public async Task a_refusal_is_a_problem_and_says_how_to_authenticate()
    {
        var response = await SendAsync("/citizens", "Bearer no-token");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal("invalid-token", JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync("/citizens", "Basic YTpi")).StatusCode);
    }

    [Fact]
    public async Task a_token_that_cannot_be_checked_is_503_and_not_401()
    {
        issuer.Down = true;
        var response = await SendAsync("/citizens", $"Bearer {issuer.Token(Issuer.Citizen)}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public void outside_a_request_the_caller_is_the_service_itself()
    {
        using var scope = app.Services.CreateScope();
        var caller = scope.ServiceProvider.GetRequiredService<Caller>();
        Assert.Equal(Kind.Service, caller.Kind);
    }

    private async Task<int> GetAsync(string path, Caller? caller) =>
        (int)(await SendAsync(path, caller is null ? null : $"Bearer {issuer.Token(caller)}")).StatusCode;

    private Task<HttpResponseMessage> SendAsync(string path, string? authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null)
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        return app.GetTestClient().SendAsync(request);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    public void Dispose() => issuer.Dispose();
}
