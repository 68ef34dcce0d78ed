using System.Net.Http.Json;
using System.Text.Json;
using GovPlatform.CrossRegion;
using Microsoft.Extensions.DependencyInjection;

namespace GovPlatform.Tests.Services.CrossRegion;

/// <summary>Two counties, each with its own crossregion, that reach each other as over a network that the test holds.</summary>
public sealed class TwoCounties : IAsyncLifetime
{
    internal County Pinglan { get; } = new("410497", "平澜县");
    internal County Wangchuan { get; } = new("410498", "望川县");

    public async Task InitializeAsync()
    {
        await Pinglan.InitializeAsync();
        await Wangchuan.InitializeAsync();
        Pinglan.Network.Peer = Wangchuan.Anonymous();
        Wangchuan.Network.Peer = Pinglan.Anonymous();
        await Pinglan.RegisterAsync(Wangchuan);
        await Wangchuan.RegisterAsync(Pinglan);
    }

    public async Task DisposeAsync()
    {
        await Pinglan.DisposeAsync();
        await Wangchuan.DisposeAsync();
    }
}

/// <summary>One county's crossregion.</summary>
public sealed class County(string region, string name) : ServiceHost<RegisterPartnerRequest>("crossregion")
{
    internal Network Network { get; } = new();

    internal string Region => region;

    protected override IEnumerable<(string Key, string Value)> Settings => [("Gov:Region", region), ("Gov:County", name)];

    protected override void Configure(IServiceCollection services) =>
        services.AddHttpClient(PingPartner.Client).ConfigurePrimaryHttpMessageHandler(() => Network);

    internal Task<JsonElement> KeyAsync() => Anonymous().GetFromJsonAsync<JsonElement>("/partner/v1/key");

    internal async Task RegisterAsync(County other)
    {
        var key = await other.KeyAsync();
        (await PostAsync(People.Admin, "partners", new RegisterPartnerRequest(other.Region, key.GetProperty("county").GetString()!, "http://partner:8080/", key.GetProperty("publicKey").GetString()!)))
            .EnsureSuccessStatusCode();
    }

    internal async Task<HttpResponseMessage> PostAsync(Caller caller, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/crossregion/v1/{path}") { Content = body is null ? null : JsonContent.Create(body, body.GetType()) };
        request.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        return await As(caller).SendAsync(request);
    }
}

/// <summary>Carries a request to the other county, notes it, and changes it or the answer as told.</summary>
internal sealed class Network : HttpMessageHandler
{
    public HttpClient Peer { get; set; } = null!;
    public bool IsDown { get; set; }
    public List<(HttpRequestMessage Request, byte[] Body)> Sent { get; } = [];
    public Func<byte[], byte[]> ChangeAnswer { get; set; } = answer => answer;

    public async Task<HttpResponseMessage> CarryAsync(HttpRequestMessage request, byte[] body)
    {
        using var copy = new HttpRequestMessage(request.Method, request.RequestUri!.PathAndQuery) { Content = new ByteArrayContent(body) };
        copy.Content.Headers.ContentType = request.Content!.Headers.ContentType;
        foreach (var (name, values) in request.Headers) copy.Headers.TryAddWithoutValidation(name, values);
        return await Peer.SendAsync(copy);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDown) throw new HttpRequestException("refused");
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        Sent.Add((request, body));
        var answer = await CarryAsync(request, body);
        var content = new ByteArrayContent(ChangeAnswer(await answer.Content.ReadAsByteArrayAsync(cancellationToken)));
        content.Headers.ContentType = answer.Content.Headers.ContentType;
        answer.Content = content;
        return answer;
    }
}
