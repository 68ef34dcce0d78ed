namespace GovPlatform.Tests.Unit.Auth;

public sealed class Knowing_the_issuers_keys : IDisposable
{
    private readonly Issuer issuer = new();

    [Fact]
    public async Task unknown_key_ids_ask_the_issuer_at_a_bounded_rate()
    {
        Assert.NotNull(await issuer.Keys.FindAsync(Issuer.Kid, default));
        for (var i = 0; i < 50; i++)
            Assert.Null(await issuer.Keys.FindAsync($"unknown-{i}", default));
        Assert.Equal(1, issuer.Asked);
    }

    [Fact]
    public async Task known_keys_are_served_while_the_issuer_is_down()
    {
        Assert.NotNull(await issuer.Keys.FindAsync(Issuer.Kid, default));
        issuer.Down = true;
        Assert.NotNull(await issuer.Keys.FindAsync(Issuer.Kid, default));
    }

    [Fact]
    public async Task an_issuer_never_reached_is_an_outage_and_not_an_unknown_key()
    {
        issuer.Down = true;
        await Assert.ThrowsAsync<IssuerUnavailableException>(async () => await issuer.Keys.FindAsync(Issuer.Kid, default));
    }

    [Theory]
    [InlineData("""{"keys":[{"kty":"oct","kid":"a","k":"AAAA"},{"kty":"RSA","kid":"b","n":"AQ","e":"AQAB"}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-384","kid":"a","x":"AA","y":"AA"}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-256","kid":"a","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]}""")]
    public void keys_of_other_kinds_and_points_off_the_curve_are_skipped(string json) =>
        Assert.Empty(Jwks.Read(System.Text.Encoding.UTF8.GetBytes(json)));

    public void Dispose() => issuer.Dispose();
}
