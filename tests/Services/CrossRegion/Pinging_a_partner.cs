using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using GovPlatform.CrossRegion;

namespace GovPlatform.Tests.Services.CrossRegion;

public sealed class Pinging_a_partner(TwoCounties counties) : IClassFixture<TwoCounties>
{
    private County Mine => counties.Pinglan;

    [Fact]
    public async Task a_registered_partner_answers_with_its_own_signature()
    {
        var answer = await Mine.PostAsync(People.Admin, "partners/410498/ping");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var shown = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("410498", "望川县"), (shown.GetProperty("region").GetString(), shown.GetProperty("county").GetString()));
        Assert.Equal((await counties.Wangchuan.KeyAsync()).GetProperty("keyId").GetString(), shown.GetProperty("keyId").GetString());
    }

    [Fact]
    public async Task the_same_message_twice_is_refused_as_replayed()
    {
        (await Mine.PostAsync(People.Admin, "partners/410498/ping")).EnsureSuccessStatusCode();
        var (request, body) = Mine.Network.Sent[^1];
        Assert.Equal("replayed", await ReasonAsync(await Mine.Network.CarryAsync(request, body)));
    }

    [Fact]
    public async Task a_changed_body_path_or_signature_is_refused()
    {
        (await Mine.PostAsync(People.Admin, "partners/410498/ping")).EnsureSuccessStatusCode();
        var (request, body) = Mine.Network.Sent[^1];
        var other = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("410497", "410499", StringComparison.Ordinal));
        Assert.Equal("digest", await ReasonAsync(await Mine.Network.CarryAsync(request, other)));
        request.Headers.Remove("Content-Digest");
        request.Headers.Add("Content-Digest", HttpSignature.Digest(other));
        Assert.Equal("wrong", await ReasonAsync(await Mine.Network.CarryAsync(request, other)));
        request.Headers.Remove("Signature-Input");
        Assert.Equal("missing", await ReasonAsync(await Mine.Network.CarryAsync(request, body)));
    }

    [Fact]
    public async Task a_county_that_is_not_registered_is_refused()
    {
        var stranger = new County("410499", "清岚县");
        await stranger.InitializeAsync();
        stranger.Network.Peer = counties.Wangchuan.Anonymous();
        await stranger.RegisterAsync(counties.Wangchuan);
        var answer = await stranger.PostAsync(People.Admin, "partners/410498/ping");
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal(401, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("partnerStatus").GetInt32());
        await stranger.DisposeAsync();
    }

    [Fact]
    public async Task an_answer_changed_on_the_way_is_not_taken()
    {
        Mine.Network.ChangeAnswer = answer => [.. answer, (byte)' '];
        var answer = await Mine.PostAsync(People.Admin, "partners/410498/ping");
        Mine.Network.ChangeAnswer = unchanged => unchanged;
        Assert.Equal((HttpStatusCode.BadGateway, "answer-not-genuine"), (answer.StatusCode, await CodeAsync(answer)));
    }

    [Fact]
    public async Task a_partner_that_is_down_is_503_with_retry_after()
    {
        Mine.Network.IsDown = true;
        var answer = await Mine.PostAsync(People.Admin, "partners/410498/ping");
        Mine.Network.IsDown = false;
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "partner-down"), (answer.StatusCode, await CodeAsync(answer)));
        Assert.Equal(30, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
    }

    [Fact]
    public async Task partners_are_an_admins_affair_and_registered_once()
    {
        var key = (await counties.Wangchuan.KeyAsync()).GetProperty("publicKey").GetString()!;
        var good = new RegisterPartnerRequest("410498", "望川县", "http://partner:8080", key);
        Assert.Equal(HttpStatusCode.Forbidden, (await Mine.PostAsync(People.Citizen, "partners", good)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Mine.PostAsync(People.Supervisor, "partners/410498/ping")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Mine.PostAsync(People.Admin, "partners", good)).StatusCode);
        Assert.Equal("own-region", await CodeAsync(await Mine.PostAsync(People.Admin, "partners", good with { Region = "410497" })));
        Assert.Equal("no-key", await CodeAsync(await Mine.PostAsync(People.Admin, "partners", good with { Region = "410499", PublicKey = "x" })));
        Assert.Equal("no-address", await CodeAsync(await Mine.PostAsync(People.Admin, "partners", good with { Region = "410499", Url = "ftp://partner" })));
        Assert.Equal(HttpStatusCode.NotFound, (await Mine.PostAsync(People.Admin, "partners/410401/ping")).StatusCode);
        var list = await Mine.As(People.Admin).GetFromJsonAsync<JsonElement>("/api/crossregion/v1/partners");
        Assert.Equal("http://partner:8080", Assert.Single(list.EnumerateArray()).GetProperty("url").GetString());
    }

    [Fact]
    public async Task the_own_key_is_made_once_and_lies_sealed()
    {
        var id = (await Mine.KeyAsync()).GetProperty("keyId").GetString();
        Assert.Equal(id, (await Mine.KeyAsync()).GetProperty("keyId").GetString());
        Assert.StartsWith("v1.k1.", await Mine.RowAsync<string>("select private_key_sealed from own_key"), StringComparison.Ordinal);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    private static async Task<string?> ReasonAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("reason").GetString();
    }
}
