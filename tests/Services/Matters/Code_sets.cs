using System.Net;
using System.Text.Json;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>The code sets as frontends and neighbours read them.</summary>
public sealed class Code_sets(MattersHost host) : IClassFixture<MattersHost>
{
    [Fact]
    public async Task the_code_sets_are_told_with_their_maps_and_kept_by_readers()
    {
        using var answer = await host.Anonymous().GetAsync("/api/matters/v1/code-sets");
        var audience = (await answer.ReadAsync<JsonElement>()).EnumerateArray().Single(set => set.GetProperty("id").GetString() == "audience");
        Assert.Equal(("A.4", "行政机关", "5"), (audience.GetProperty("appendix").GetString(), audience.GetProperty("codes").GetProperty("5").GetString(), audience.GetProperty("map").GetProperty("toStandard").GetProperty("6").GetString()));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/matters/v1/code-sets") { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
        using var again = await host.Anonymous().SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }
}
