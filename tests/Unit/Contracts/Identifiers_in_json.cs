using System.Text.Json;

namespace GovPlatform.Tests.Unit;

public sealed class Identifiers_in_json
{
    private sealed record Holder(CitizenId? Person, CreditCode? Body);

    [Fact]
    public void they_travel_as_their_standard_form()
    {
        var holder = new Holder(CitizenId.Parse("11010519491231002X"), null);
        var json = JsonSerializer.Serialize(holder);
        Assert.Equal("""{"Person":"11010519491231002X","Body":null}""", json);
        Assert.Equal(holder, JsonSerializer.Deserialize<Holder>(json));
    }

    [Fact]
    public void a_wrong_one_says_why()
    {
        var error = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Holder>("""{"Person":"110105194912310020"}"""));
        Assert.Contains("CitizenId has a wrong check character: X is right", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_code_that_was_taken_with_a_warning_is_read_again()
    {
        var holder = new Holder(null, CreditCode.Read("91350100M0001TGQXM", CheckMode.Warn).OrThrow());
        Assert.Equal(holder, JsonSerializer.Deserialize<Holder>(JsonSerializer.Serialize(holder)));
    }

    [Fact]
    public void every_identifier_has_the_converter_and_a_printed_form()
    {
        var types = typeof(CitizenId).Assembly.GetTypes().Where(t => t.IsClass && t.GetInterfaces().Any(i => i.Name.StartsWith("IIdentifier", StringComparison.Ordinal)));
        Assert.Equal(11, types.Count());
        Assert.All(types, t => Assert.Single(t.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonConverterAttribute), false)));
        Assert.All(types, t => Assert.Equal(t, t.GetMethod(nameof(ToString), [])!.DeclaringType));
    }
}
