using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GovPlatform.Ops;

/// <summary>Somebody who signs in as in a browser (authorization code with PKCE, by Development's sign-in page) and then calls the gateway.</summary>
/// <param name="offered">False for one of more people than the page offers.</param>
internal sealed class DemoPerson(DemoClient client, Guid account, bool offered = true)
{
    private const string App = "web";
    private static readonly TimeSpan TokenAge = TimeSpan.FromMinutes(20);
    private string? token;
    private long issued;

    public Guid Account => account;

    public async Task<DemoAnswer> GetAsync(string path, CancellationToken ct, string? purpose = null, params int[] expected) =>
        await client.SendAsync(new(HttpMethod.Get, path) { Token = await TokenAsync(ct), Purpose = purpose }, ct, expected is [] ? [200] : expected);

    public async Task<DemoAnswer> PostAsync(string path, object? body, string? ifMatch, CancellationToken ct, params int[] expected) =>
        await client.SendAsync(new(HttpMethod.Post, path)
        {
            Token = await TokenAsync(ct), IfMatch = ifMatch, Body = body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body, GovJson.Events),
        }, ct, expected is [] ? [200] : expected);

    public async Task<DemoAnswer> PutAsync(string path, byte[] content, string contentType, string? ifMatch, CancellationToken ct) =>
        await client.SendAsync(new(HttpMethod.Put, path) { Token = await TokenAsync(ct), IfMatch = ifMatch, Body = content, ContentType = contentType }, ct, 200);

    /// <summary>The access token, by signing in where there is none or it is old.</summary>
    public async Task<string> TokenAsync(CancellationToken ct)
    {
        if (token is not null && TimeProvider.System.GetElapsedTime(issued) < TokenAge)
            return token;
        // A code whose exchange was broken off may be used up: then the person signs in once more.
        token = await SignInAsync(ct) ?? await SignInAsync(ct) ?? throw new SurpriseException("POST /token → the code was refused twice");
        issued = TimeProvider.System.GetTimestamp();
        return token;
    }

    private async Task<string?> SignInAsync(CancellationToken ct)
    {
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var state = Guid.NewGuid().ToString("N");
        var asked = new Dictionary<string, string>
        {
            ["response_type"] = "code", ["client_id"] = App, ["redirect_uri"] = new Uri(client.Gateway, "/docs/callback").ToString(), ["state"] = state,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))), ["code_challenge_method"] = "S256",
        };
        var page = await client.SendAsync(new(HttpMethod.Get, $"/authorize?{Form(asked)}"), ct, 200);
        if (offered && !page.Text.Contains(account.ToString(), StringComparison.Ordinal))
            throw new SurpriseException($"GET /authorize → the sign-in page does not offer {account}: is the platform seeded?");
        var choice = await client.SendAsync(FormPost("/authorize", new(asked) { ["account"] = account.ToString() }), ct, 302);
        var back = choice.Location?.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[^1])) ?? [];
        if (!back.TryGetValue("code", out var code) || back.GetValueOrDefault("state") != state)
            throw new SurpriseException($"POST /authorize → sent back without a code: {choice.Location}");

        var answer = await client.SendAsync(FormPost("/token", new()
        {
            ["grant_type"] = "authorization_code", ["client_id"] = App, ["code"] = code, ["redirect_uri"] = asked["redirect_uri"], ["code_verifier"] = verifier,
        }), ct, 200, 400);
        return answer.Status == 200 ? answer.Json.GetProperty("access_token").GetString() : null;
    }

    private static DemoCall FormPost(string path, Dictionary<string, string> fields) =>
        new(HttpMethod.Post, path) { Body = Encoding.UTF8.GetBytes(Form(fields)), ContentType = "application/x-www-form-urlencoded" };

    private static string Form(Dictionary<string, string> fields) =>
        string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
}
