using System.Net.ServerSentEvents;
using System.Text.Json;
using static GovPlatform.Tests.EndToEnd.CounterWalk;

namespace GovPlatform.Tests.EndToEnd;

/// <summary>A case's stream of steps, as a browser has it: through the gateway, which must hold nothing back.</summary>
[Collection(PlatformCollection.Name)]
public sealed class Listening_through_the_gateway(Platform platform)
{
    [Fact]
    public async Task whoever_listens_hears_each_step_at_once()
    {
        using var walk = await BeginAsync(platform);
        var file = await walk.FileAsync(await walk.MatterAsync("食品经营许可"), walk.Citizen);
        using var http = new HttpClient { BaseAddress = platform.Gateway, DefaultRequestHeaders = { Authorization = new("Bearer", await walk.Citizen.TokenAsync(default)) } };
        await using var stream = await http.GetStreamAsync(new Uri($"/api/intake/v1/cases/{Id(file)}/events", UriKind.Relative));
        await MoveAsync(walk.Citizen, file, "submit");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var heard = new List<string>();
        await foreach (var told in SseParser.Create(stream).EnumerateAsync(patience.Token))
        {
            if (told.EventType == "step")
                heard.Add(Text(JsonElement.Parse(told.Data), "action"));
            if (heard.Contains("submit"))
                break;
        }
        Assert.Equal(["create", "submit"], heard);
    }
}
