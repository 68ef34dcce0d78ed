using System.Net;
using GovPlatform.Matters;

namespace GovPlatform.Tests.Services.Matters;

/// <summary>Requests that a server in memory would let through: over a port, as they come.</summary>
public sealed class Long_requests(ListeningMatters host) : IClassFixture<ListeningMatters>
{
    [Theory]
    [InlineData('a')]
    [InlineData('证')]
    public async Task a_query_of_ten_thousand_characters_is_refused_with_a_code(char one)
    {
        using var answer = await host.Anonymous().GetAsync($"/api/matters/v1/matters?q={new string(one, 10_000)}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("query-too-long", await answer.CodeAsync());
    }
}

/// <summary>The catalogue's service with an empty catalogue, on a port.</summary>
public sealed class ListeningMatters() : ServiceHost<MatterContent>("matters")
{
    protected override bool Listens => true;
}
