using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Serialization;

namespace GovPlatform.ServiceDefaults;

/// <summary>This service's own access token (client credentials), kept until shortly before it expires.</summary>
public sealed class ServiceToken(IHttpClientFactory clients, AuthSettings settings) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Held? held;

    /// <exception cref="HttpRequestException">The issuer does not answer, or refuses this service.</exception>
    public async ValueTask<string> GetAsync(CancellationToken ct)
    {
        if (held is { } kept && kept.Until > DateTime.UtcNow)
            return kept.Token;
        await gate.WaitAsync(ct);
        try
        {
            if (held is not { } current || current.Until <= DateTime.UtcNow)
                held = current = await AskAnyAsync(ct);
            return current.Token;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Forgets the token after a 401, so that the next call asks for a new one.</summary>
    internal void Forget(string token)
    {
        if (held is { } kept && kept.Token == token)
            held = null;
    }

    private async Task<Held> AskAnyAsync(CancellationToken ct)
    {
        try
        {
            return await IssuerReplicas.AskAnyAsync(settings.TokenUrls, AskAsync, ct);
        }
        catch (HttpRequestException e)
        {
            throw new NeighbourDownException("identity", TimeSpan.FromSeconds(5), e);
        }
    }

    private async Task<Held> AskAsync(string url, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
        };
        var credentials = $"{Uri.EscapeDataString(settings.Service)}:{Uri.EscapeDataString(settings.ServiceSecret)}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        using var response = await clients.CreateClient(PlatformAuth.IssuerClient).SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<Answer>(ct) ?? throw new HttpRequestException("The issuer answered without a token.");
        return new Held(answer.AccessToken, DateTime.UtcNow.AddSeconds(Math.Max(0, answer.ExpiresIn - 60)));
    }

    public void Dispose() => gate.Dispose();

    private sealed record Held(string Token, DateTime Until);

    private sealed record Answer([property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);
}

/// <summary>Puts the service's own token on calls to neighbours.</summary>
public sealed class ServiceTokenHandler(ServiceToken token) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is not null)
            return await base.SendAsync(request, cancellationToken);
        var mine = await token.GetAsync(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", mine);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            token.Forget(mine);
        return response;
    }
}
