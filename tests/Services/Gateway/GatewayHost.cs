using System.Net.Http.Headers;
using GovPlatform.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace GovPlatform.Tests.Services.Gateway;

/// <summary>The gateway before services that say what reached them: intake has two replicas and a third that is dead, matters is down.</summary>
public sealed class GatewayHost : IAsyncLifetime
{
    public const string Dead = "http://127.0.0.1:1";
    private readonly List<WebApplication> upstream = [];
    private WebApplicationFactory<ServiceAddresses> factory = null!;

    public async Task InitializeAsync()
    {
        var (identity, one, two) = (await StartAsync("identity-1"), await StartAsync("intake-1"), await StartAsync("intake-2"));
        factory = With(
            ("services:identity:http:0", identity), ("services:crossregion:http:0", identity), ("services:matters:http:0", Dead),
            ("services:intake:http:0", one), ("services:intake:http:1", two), ("services:intake:http:2", Dead),
            ("Gateway:MaxRequestBytes", "2000"), ("Gateway:CorsOrigins:0", "https://hall.example"));
    }

    /// <summary>A gateway with these settings.</summary>
    internal static WebApplicationFactory<ServiceAddresses> With(params (string Key, string Value)[] settings) =>
        new WebApplicationFactory<ServiceAddresses>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment("Development");
            foreach (var (key, value) in settings)
                web.UseSetting(key, value);
            web.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Critical));
            web.ConfigureTestServices(services =>
            {
                services.RemoveAll<Microsoft.Extensions.Hosting.IHostedService>();
                services.RemoveAll<IssuerKeys>();
                services.AddSingleton(TestIssuer.Keys());
                services.RemoveAll<AuthSettings>();
                services.AddSingleton(TestIssuer.Settings("gateway"));
            });
        });

    internal HttpClient Client(Caller? caller = null)
    {
        var client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        if (caller is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestIssuer.Token(caller));
        return client;
    }

    /// <summary>A service that answers with its name, the path and the headers that reached it.</summary>
    internal async Task<string> StartAsync(string name)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestLineSize = 1024 * 1024);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Map("/{**path}", async (HttpRequest request) => Results.Json(new
        {
            name, path = $"{request.Path}{request.QueryString}",
            headers = request.Headers.ToDictionary(x => x.Key.ToLowerInvariant(), x => x.Value.ToString()),
            body = await new StreamReader(request.Body).ReadToEndAsync(),
        }));
        await app.StartAsync();
        upstream.Add(app);
        return app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public async Task DisposeAsync()
    {
        await factory.DisposeAsync();
        foreach (var app in upstream)
            await app.DisposeAsync();
    }
}
