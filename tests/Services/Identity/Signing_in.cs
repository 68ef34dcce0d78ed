using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace GovPlatform.Tests.Services.Identity;

public sealed class Signing_in(IdentityHost host) : IClassFixture<IdentityHost>
{
    private static readonly Guid Clerk = SeededPeople.Staff("410497", SeededPeople.Hall, Role.Clerk, 1);
    private static readonly Guid Citizen = SeededPeople.Citizen("410497", 1);

    [Fact]
    public async Task a_person_picked_on_the_page_gets_a_token_that_is_believed()
    {
        var page = await host.Anonymous().GetAsync(QueryHelpers.AddQueryString("/authorize", IdentityHost.SignInQuery()!));
        Assert.Contains(Clerk.ToString(), await page.Content.ReadAsStringAsync());
        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single());

        var (status, token) = await host.ExchangeAsync(await host.CodeAsync(Clerk));
        Assert.Equal(200, status);
        Assert.Equal(1800, token.GetProperty("expires_in").GetInt32());
        Assert.Equal(3, token.GetProperty("id_token").GetString()!.Split('.').Length);
        var me = await MeAsync(token);
        Assert.Equal(Clerk, me.GetProperty("id").GetGuid());
        Assert.Equal("clerk", me.GetProperty("roles")[0].GetString());
        Assert.Equal("政务服务和行政审批管理局", me.GetProperty("departmentName").GetString());
    }

    [Fact]
    public async Task a_citizen_sees_his_number_masked_and_is_masked_in_his_token()
    {
        var (_, token) = await host.ExchangeAsync(await host.CodeAsync(Citizen));
        var me = await MeAsync(token);
        Assert.Matches("^410497\\*{8}[0-9]{3}[0-9X]$", me.GetProperty("idNumber").GetString());
        Assert.DoesNotContain('*', me.GetProperty("name").GetString()!);
        var claims = JsonDocument.Parse(WebEncoders.Base64UrlDecode(token.GetProperty("access_token").GetString()!.Split('.')[1])).RootElement;
        Assert.Contains('*', claims.GetProperty("name").GetString()!);
    }

    [Fact]
    public async Task the_answer_goes_back_with_state_and_issuer()
    {
        var form = IdentityHost.SignInQuery();
        form["account"] = Citizen.ToString();
        var query = QueryHelpers.ParseQuery((await host.Anonymous().PostAsync("/authorize", new FormUrlEncodedContent(form))).Headers.Location!.Query);
        Assert.Equal("s t&ate", query["state"].ToString());
        Assert.Equal("http://gov.test", query["iss"].ToString());
    }

    [Theory]
    [InlineData("redirect_uri", "http://localhost:8080/docs/callback/")]
    [InlineData("redirect_uri", "http://localhost:8080/docs/callback?x=1")]
    [InlineData("redirect_uri", "http://evil.test/docs/callback")]
    [InlineData("redirect_uri", null)]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", null)]
    public async Task an_unknown_client_or_address_is_refused_without_a_redirect(string name, string? value)
    {
        var response = await AskAsync(name, value);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
    }

    [Theory]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    public async Task a_request_without_good_pkce_goes_back_with_an_error(string name, string? value, string error)
    {
        var response = await AskAsync(name, value);
        Assert.StartsWith(IdentityHost.Callback, response.Headers.Location!.ToString());
        Assert.Equal(error, QueryHelpers.ParseQuery(response.Headers.Location.Query)["error"].ToString());
    }

    [Fact]
    public async Task a_code_that_comes_twice_ends_the_sign_in()
    {
        var code = await host.CodeAsync(Clerk);
        var (_, first) = await host.ExchangeAsync(code);
        Assert.Equal("invalid_grant", Error(await host.ExchangeAsync(code)));
        Assert.Equal("invalid_grant", Error(await RefreshAsync(first)));
    }

    [Fact]
    public async Task a_wrong_verifier_address_or_client_burns_the_code()
    {
        foreach (var attempt in new Func<string, Task<(int, JsonElement)>>[]
        {
            code => host.ExchangeAsync(code, verifier: new string('x', 43)),
            code => host.ExchangeAsync(code, redirect: "http://127.0.0.1:8080/docs/callback"),
            code => host.TokenAsync(("grant_type", "authorization_code"), ("client_id", "ops"), ("client_secret", ClientSecret.Of("ops", "test-secret")),
                ("code", code), ("redirect_uri", IdentityHost.Callback), ("code_verifier", IdentityHost.Verifier)),
        })
        {
            var code = await host.CodeAsync(Clerk);
            Assert.Equal("invalid_grant", Error(await attempt(code)));
            Assert.Equal("invalid_grant", Error(await host.ExchangeAsync(code)));
        }
    }

    [Fact]
    public async Task an_old_code_is_refused()
    {
        var code = await host.CodeAsync(Clerk);
        await host.RowAsync<int?>("update sign_in set code_expires_at = now() where code_hash = sha256(convert_to(@code, 'UTF8'))", new { code });
        Assert.Equal("invalid_grant", Error(await host.ExchangeAsync(code)));
    }

    [Fact]
    public async Task a_refresh_token_changes_with_each_use_and_an_old_one_ends_the_sign_in()
    {
        var (_, first) = await host.ExchangeAsync(await host.CodeAsync(Clerk));
        var (status, second) = await RefreshAsync(first);
        Assert.Equal(200, status);
        Assert.Equal("invalid_grant", Error(await RefreshAsync(first)));
        Assert.Equal("invalid_grant", Error(await RefreshAsync(second)));
    }

    [Fact]
    public async Task another_site_cannot_sign_a_browser_in()
    {
        var form = IdentityHost.SignInQuery();
        form["account"] = Clerk.ToString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/authorize") { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Anonymous().SendAsync(request)).StatusCode);
    }

    private Task<HttpResponseMessage> AskAsync(string name, string? value)
    {
        var query = IdentityHost.SignInQuery();
        query.Remove(name);
        if (value is not null)
            query[name] = value;
        return host.Anonymous().GetAsync(QueryHelpers.AddQueryString("/authorize", query!));
    }

    private Task<(int Status, JsonElement Body)> RefreshAsync(JsonElement token) =>
        host.TokenAsync(("grant_type", "refresh_token"), ("client_id", "web"), ("refresh_token", token.GetProperty("refresh_token").GetString()!));

    private async Task<JsonElement> MeAsync(JsonElement token)
    {
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        return await client.GetFromJsonAsync<JsonElement>("/api/identity/v1/me");
    }

    private static string? Error((int Status, JsonElement Body) answer) => answer.Status == 400 ? answer.Body.GetProperty("error").GetString() : $"{answer.Status}";
}
