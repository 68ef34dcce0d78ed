using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using GovPlatform.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Services.Identity;

public sealed class Tokens_for_applications(IdentityHost host) : IClassFixture<IdentityHost>
{
    [Fact]
    public async Task a_service_gets_a_token_by_basic_and_by_post()
    {
        Assert.Equal(HttpStatusCode.OK, (await BasicAsync("intake", "test-secret")).StatusCode);
        var (status, body) = await host.TokenAsync(("grant_type", "client_credentials"), ("client_id", "intake"), ("client_secret", "test-secret"));
        Assert.Equal(200, status);
        Assert.False(body.TryGetProperty("refresh_token", out _));
    }

    [Fact]
    public async Task clients_have_their_kind_and_roles()
    {
        Assert.Equal(("service", "admin"), await KindAndRoleAsync("ops"));
        Assert.Equal(("terminal", null), await KindAndRoleAsync("terminal"));
        Assert.Equal(("partner", null), await KindAndRoleAsync("partner"));
    }

    [Fact]
    public async Task a_wrong_secret_is_401_in_oauths_own_form()
    {
        var response = await BasicAsync("intake", "wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Basic", response.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("invalid_client", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await BasicAsync("nobody", "test-secret")).StatusCode);
        Assert.Equal(401, (await host.TokenAsync(("grant_type", "client_credentials"), ("client_id", "intake"))).Status);
    }

    [Theory]
    [InlineData("unauthorized_client", "grant_type=client_credentials&client_id=web")]
    [InlineData("unsupported_grant_type", "grant_type=password&client_id=web")]
    [InlineData("invalid_request", "client_id=web")]
    [InlineData("invalid_request", "grant_type=client_credentials&grant_type=client_credentials&client_id=web")]
    [InlineData("invalid_request", "grant_type=authorization_code&client_id=web&code=x&redirect_uri=y&code_verifier=short")]
    public async Task what_cannot_be_done_is_said_as_the_standard_says(string error, string form)
    {
        var response = await host.Anonymous().PostAsync("/token", new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(error, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task json_is_no_token_request() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Anonymous().PostAsJsonAsync("/token", new { grant_type = "client_credentials" })).StatusCode);

    [Fact]
    public async Task a_new_key_is_published_before_it_signs_and_the_old_one_kept_while_its_tokens_live()
    {
        var before = await KeyOfNewTokenAsync();
        var client = await host.CallAsync(People.Admin);
        client.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var added = await (await client.PostAsync("/api/identity/v1/signing-keys", null)).Content.ReadFromJsonAsync<JsonElement>();
        var kid = added.GetProperty("kid").GetString()!;
        var keys = host.Services.GetRequiredService<SigningKeys>();
        keys.Reread();
        Assert.Equivalent(new[] { before, kid }, await PublishedAsync(), strict: true);
        Assert.Equal(before, await KeyOfNewTokenAsync());

        await AgeAsync(TimeSpan.FromMinutes(29));
        Assert.Equal(kid, await KeyOfNewTokenAsync());
        Assert.Contains(before, await PublishedAsync());

        await AgeAsync(TimeSpan.FromMinutes(2));
        Assert.Equal([kid], await PublishedAsync());

        async Task AgeAsync(TimeSpan by)
        {
            await host.RowAsync<int?>("update signing_key set active_from = least(active_from, now()) - @by", new { by });
            await host.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<RotateSigningKeys>().Single().NowAsync(default);
        }
    }

    private async Task<IReadOnlyList<string>> PublishedAsync() =>
        [.. (await host.Anonymous().GetFromJsonAsync<JsonElement>("/.well-known/jwks.json")).GetProperty("keys").EnumerateArray().Select(x => x.GetProperty("kid").GetString()!)];

    private async Task<string> KeyOfNewTokenAsync() => Part(await TokenAsync("intake", "test-secret"), 0).GetProperty("kid").GetString()!;

    private async Task<(string?, string?)> KindAndRoleAsync(string client)
    {
        var claims = Part(await TokenAsync(client, ClientSecret.Of(client, "test-secret")), 1);
        return (claims.GetProperty("kind").GetString(), claims.GetProperty("roles").EnumerateArray().Select(x => x.GetString()).SingleOrDefault());
    }

    private static JsonElement Part(string token, int at) => JsonDocument.Parse(WebEncoders.Base64UrlDecode(token.Split('.')[at])).RootElement;

    private async Task<string> TokenAsync(string client, string secret) =>
        (await (await BasicAsync(client, secret)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;

    private async Task<HttpResponseMessage> BasicAsync(string client, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/token") { Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client}:{secret}")));
        return await host.Anonymous().SendAsync(request);
    }
}
