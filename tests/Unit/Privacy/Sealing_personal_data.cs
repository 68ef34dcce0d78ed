using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace GovPlatform.Tests.Unit;

public sealed class Sealing_personal_data
{
    private const string First = "first-secret-first-secret-first-secret";
    private const string Second = "second-secret-second-secret-second-secret";

    private static PersonalData With(string active = "k1", params (string Id, string Secret)[] keys) =>
        new(keys.Prepend(("k1", First)).ToDictionary(), active);

    [Theory]
    [InlineData("")]
    [InlineData("410497199001010014")]
    [InlineData("平澜县城关镇人民路 1 号 🏠")]
    public void what_is_sealed_opens_to_the_same_text_in_every_process_with_the_key(string plain)
    {
        var value = With().Seal(plain);
        Assert.StartsWith("v1.k1.", value, StringComparison.Ordinal);
        Assert.DoesNotContain("410497", value, StringComparison.Ordinal);
        Assert.Equal(plain, With().Open(value));
    }

    [Fact]
    public void two_seals_of_one_text_differ() => Assert.NotEqual(With().Seal("same"), With().Seal("same"));

    [Fact]
    public void a_changed_value_does_not_open()
    {
        var value = With().Seal("410497199001010014").ToCharArray();
        value[20] = value[20] == 'A' ? 'B' : 'A';
        Assert.ThrowsAny<CryptographicException>(() => With().Open(new(value)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("410497199001010014")]
    [InlineData("v1.k1.")]
    [InlineData("v1.k1.AAAA")]
    [InlineData("v1.k1.**")]
    [InlineData("v2.k1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("v1.k9.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void what_is_no_sealed_value_does_not_open(string value) =>
        Assert.ThrowsAny<CryptographicException>(() => With().Open(value));

    [Fact]
    public void a_new_key_seals_and_the_old_one_still_opens_and_searches()
    {
        var old = With().Seal("text");
        var rotated = With("k2", ("k2", Second));
        Assert.StartsWith("v1.k2.", rotated.Seal("text"), StringComparison.Ordinal);
        Assert.Equal("text", rotated.Open(old));
        Assert.Equal(With().SearchKey("text"), rotated.SearchKey("text"));
        Assert.ThrowsAny<CryptographicException>(() => With().Open(rotated.Seal("text")));
    }

    [Fact]
    public void the_search_key_is_the_same_for_the_same_text_only()
    {
        Assert.Equal(With().SearchKey("a"), With().SearchKey("a"));
        Assert.NotEqual(With().SearchKey("a"), With().SearchKey("b"));
        Assert.NotEqual(With().SearchKey("a"), new PersonalData(new Dictionary<string, string> { ["k1"] = Second }, "k1").SearchKey("a"));
    }

    [Fact]
    public void many_threads_seal_and_open_at_once()
    {
        var personal = With();
        Parallel.For(0, 5_000, n => Assert.Equal($"{n}", personal.Open(personal.Seal($"{n}"))));
    }

    [Theory]
    [InlineData("Production", null, "Gov:DataKey must be configured")]
    [InlineData("Staging", null, "Gov:DataKey must be configured")]
    [InlineData("Production", "short", "needs 32 characters")]
    [InlineData("Production", First, null)]
    [InlineData("Development", null, null)]
    public void only_development_starts_without_a_key_of_its_own(string environment, string? key, string? refusal)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Gov:DataKey", key)]).Build();
        var error = Record.Exception(() => PersonalDataKeys.Secrets(configuration, Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = environment }).Environment));
        Assert.Equal(refusal is null, error is null);
        Assert.Contains(refusal ?? "", error?.Message ?? "", StringComparison.Ordinal);
    }
}
