using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GovPlatform.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GovPlatform.Tests.Services.Identity;

/// <summary>Identity with its seeded people; it believes its own tokens, as it does when it runs.</summary>
public sealed class IdentityHost() : ServiceHost<ClockMove>("identity")
{
    public const string Callback = "http://localhost:8080/docs/callback";
    public const string Verifier = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLM";

    protected override IEnumerable<(string Key, string Value)> Settings => [("Gov:Seed", "true")];

    protected override void Configure(IServiceCollection services)
    {
        services.RemoveAll<IssuerKeys>();
        services.AddSingleton(Discovery.OwnKeys);
        // The moves of the platform clock are seen at the real one.
        services.RemoveAll<TimeProvider>();
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<PlatformClock>());
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        for (var i = 0; i < 100 && await RowAsync<int>("select count(*)::int from signing_key, client where client.id = 'web'") == 0; i++)
            await Task.Delay(100);
    }

    internal async Task<HttpClient> CallAsync(Caller caller)
    {
        var key = await Services.GetRequiredService<SigningKeys>().CurrentAsync(default);
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key!.Use(pair =>
            AccessToken.Write(caller, Services.GetRequiredService<AuthSettings>(), key.Kid, pair, DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5))));
        return client;
    }

    internal static Dictionary<string, string> SignInQuery() => new()
    {
        ["client_id"] = "web", ["redirect_uri"] = Callback, ["response_type"] = "code", ["state"] = "s t&ate", ["scope"] = "openid", ["nonce"] = "n-1",
        ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))), ["code_challenge_method"] = "S256",
    };

    /// <summary>Picks a person on the sign-in page and returns the code.</summary>
    internal async Task<string> CodeAsync(Guid account)
    {
        var form = SignInQuery();
        form["account"] = account.ToString();
        var response = await Anonymous().PostAsync("/authorize", new FormUrlEncodedContent(form));
        return QueryHelpers.ParseQuery(response.Headers.Location!.Query)["code"].ToString();
    }

    internal async Task<(int Status, JsonElement Body)> TokenAsync(params (string Name, string Value)[] form)
    {
        var response = await Anonymous().PostAsync("/token", new FormUrlEncodedContent(form.Select(x => KeyValuePair.Create(x.Name, x.Value))));
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    internal Task<(int Status, JsonElement Body)> ExchangeAsync(string code, string verifier = Verifier, string redirect = Callback, string client = "web") =>
        TokenAsync(("grant_type", "authorization_code"), ("client_id", client), ("code", code), ("redirect_uri", redirect), ("code_verifier", verifier));
}
