using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GovPlatform.Tests.Unit.Auth;

public sealed class Reading_an_access_token : IDisposable
{
    private readonly Issuer issuer = new();

    [Fact]
    public async Task a_good_token_gives_its_caller()
    {
        var (caller, refusal) = await ReadAsync(issuer.Token(Issuer.Clerk));
        Assert.Null(refusal);
        Assert.Equal(Issuer.Clerk with { Roles = caller!.Roles }, caller);
        Assert.Equal([Role.Clerk], caller.Roles);
    }

    [Fact]
    public Task alg_none_is_refused() => RefusedAsync("algorithm not allowed", header => header["alg"] = "none");

    [Fact]
    public async Task a_header_that_parses_and_cannot_be_read_is_refused()
    {
        var header = Base64Url.EncodeToString("{\"alg\":\"\\ud800\"}"u8);
        Assert.NotNull((await ReadAsync($"{header}.{header}.{Base64Url.EncodeToString(new byte[64])}")).Refusal);
    }

    [Fact]
    public async Task alg_none_without_a_signature_is_refused()
    {
        var parts = Sign(x => x["alg"] = "none").Split('.');
        Assert.NotNull((await ReadAsync($"{parts[0]}.{parts[1]}.")).Refusal);
        Assert.NotNull((await ReadAsync($"{parts[0]}.{parts[1]}")).Refusal);
    }

    [Fact]
    public async Task hs256_keyed_with_the_public_key_is_refused()
    {
        var text = Sign(x => x["alg"] = "HS256");
        var signed = text[..text.LastIndexOf('.')];
        var mac = HMACSHA256.HashData(issuer.Key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(signed));
        Assert.NotNull((await ReadAsync($"{signed}.{Base64Url.EncodeToString(mac)}")).Refusal);
        Assert.NotNull((await ReadAsync($"{signed}.{Base64Url.EncodeToString([.. mac, .. mac])}")).Refusal);
    }

    [Theory]
    [InlineData("iss", "http://elsewhere.test", "wrong issuer")]
    [InlineData("aud", "another", "wrong audience")]
    [InlineData("aud", null, "wrong audience")]
    [InlineData("exp", 1_000_000_000L, "expired")]
    [InlineData("exp", null, "expired")]
    [InlineData("exp", "4000000000", "expired")]
    [InlineData("exp", long.MaxValue, "expired")]
    [InlineData("iat", 4_000_000_000L, "not issued yet")]
    [InlineData("iat", null, "not issued yet")]
    [InlineData("nbf", 4_000_000_000L, "not valid yet")]
    [InlineData("nbf", "soon", "not valid yet")]
    [InlineData("sub", "me", "no subject")]
    [InlineData("kind", "god", "unknown kind")]
    [InlineData("region", "410498", "another region")]
    [InlineData("region", null, "another region")]
    public Task a_wrong_claim_is_refused(string claim, object? value, string refusal) =>
        RefusedAsync(refusal, claims: x => { x.Remove(claim); if (value is not null) x[claim] = value; });

    [Theory]
    [InlineData("typ", "JWT", "wrong type")]
    [InlineData("kid", "another", "unknown key")]
    [InlineData("kid", "", "no key id")]
    [InlineData("crit", "exp", "header not allowed")]
    [InlineData("jwk", "{}", "header not allowed")]
    [InlineData("jku", "http://evil.test/jwks.json", "header not allowed")]
    [InlineData("b64", false, "header not allowed")]
    public Task a_wrong_header_is_refused(string name, object value, string refusal) => RefusedAsync(refusal, header => header[name] = value);

    [Fact]
    public async Task a_signature_of_another_key_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var token = AccessToken.Write(Issuer.Clerk, Issuer.Settings, Issuer.Kid, other, DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        Assert.Equal("wrong signature", (await ReadAsync(token)).Refusal);
    }

    [Fact]
    public async Task changed_claims_are_refused()
    {
        var parts = issuer.Token(Issuer.Citizen).Split('.');
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("\"roles\":[]", "\"roles\":[\"admin\"]");
        Assert.Equal("wrong signature", (await ReadAsync($"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.{parts[2]}")).Refusal);
    }

    [Fact]
    public async Task a_claim_said_twice_is_refused()
    {
        var parts = issuer.Token(Issuer.Citizen).Split('.');
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("{", "{\"kind\":\"staff\",");
        var signed = $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        var seal = issuer.Key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        Assert.Equal("not well-formed", (await ReadAsync($"{signed}.{Base64Url.EncodeToString(seal)}")).Refusal);
    }

    [Fact]
    public async Task a_token_padded_or_too_long_or_a_word_is_refused()
    {
        var good = issuer.Token(Issuer.Clerk);
        foreach (var bad in new[] { good + "==", good + ".", "word", "..", good.Insert(5, " "), new string('a', AccessToken.MaxLength + 1) })
            Assert.NotNull((await ReadAsync(bad)).Refusal);
    }

    [Fact]
    public async Task a_remembered_token_expires_all_the_same()
    {
        var known = new KnownTokens(Issuer.Settings, issuer.Keys);
        var (token, now) = (issuer.Token(Issuer.Clerk), DateTimeOffset.UtcNow);
        foreach (var (minutes, good) in new[] { (10.4, true), (10.6, false) })
            Assert.Equal(good, (await known.ReadAsync(token, now.AddMinutes(minutes), default)).Caller is not null);
        Assert.Null((await known.ReadAsync(token + "x", now, default)).Caller);
    }

    private async Task<(Caller? Caller, string? Refusal)> ReadAsync(string token)
    {
        var (caller, refusal, _) = await AccessToken.ReadAsync(token, Issuer.Settings, issuer.Keys, DateTimeOffset.UtcNow, default);
        return (caller, refusal);
    }

    private async Task RefusedAsync(string refusal, Action<Dictionary<string, object>>? header = null, Action<Dictionary<string, object>>? claims = null) =>
        Assert.Equal((null, refusal), await ReadAsync(Sign(header, claims)));

    private string Sign(Action<Dictionary<string, object>>? header = null, Action<Dictionary<string, object>>? claims = null)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var top = new Dictionary<string, object> { ["alg"] = "ES256", ["typ"] = "at+jwt", ["kid"] = Issuer.Kid };
        var body = new Dictionary<string, object>
        {
            ["iss"] = Issuer.Settings.Issuer, ["aud"] = "govplatform", ["sub"] = Guid.NewGuid(), ["iat"] = now, ["nbf"] = now, ["exp"] = now + 60,
            ["kind"] = "citizen", ["region"] = "410497",
        };
        header?.Invoke(top);
        claims?.Invoke(body);
        return AccessToken.Sign(top, body, issuer.Key);
    }

    public void Dispose() => issuer.Dispose();
}
