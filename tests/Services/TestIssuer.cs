using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GovPlatform.Tests.Services;

/// <summary>Issues tokens to test callers, so that a service under test needs no identity service beside it.</summary>
internal static class TestIssuer
{
    public const string Region = "410497";
    private const string Kid = "test";
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly Lock Signing = new();

    public static AuthSettings Settings(string service) => new(service, Region, "http://gov.test", "govplatform", "at+jwt", [], [], "test-secret");

    /// <summary>The JWKS, for services that run as processes.</summary>
    public static byte[] PublicKeys() => JsonSerializer.SerializeToUtf8Bytes(new { keys = new[] { Jwks.Describe(Kid, Key) } });

    /// <summary>A server of these keys on this machine, and the address of the JWKS.</summary>
    public static async Task<(WebApplication Server, string JwksUrl)> ServeAsync()
    {
        const string Path = "/.well-known/jwks.json";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.MapGet(Path, () => Results.Bytes(PublicKeys(), "application/json"));
        await server.StartAsync();
        return (server, server.Urls.First() + Path);
    }

    public static IssuerKeys Keys() => new(
        _ => Task.FromResult(PublicKeys()),
        TimeProvider.System, NullLogger<IssuerKeys>.Instance);

    public static string Token(Caller caller)
    {
        lock (Signing)
            return AccessToken.Write(caller, Settings(""), Kid, Key, DateTimeOffset.UtcNow, TimeSpan.FromHours(1));
    }
}
