using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;

namespace GovPlatform.Tests.Unit.Auth;

/// <summary>An issuer of tokens with one key, that can be down and counts how often it is asked.</summary>
internal sealed class Issuer : IDisposable
{
    public const string Kid = "test-1";
    public static readonly AuthSettings Settings = new("intake", "410497", "http://gov.test", "govplatform", "at+jwt", [], [], "secret");
    public static readonly Caller Citizen = new(StableId.Of("test:citizen"), Kind.Citizen, "张*", 2, null, [], "410497");
    public static readonly Caller Clerk = new(StableId.Of("test:clerk"), Kind.Staff, "李明", 2, "11410497000000001A", [Role.Clerk], "410497");

    public Issuer() => Keys = new IssuerKeys(_ => FetchAsync(), TimeProvider.System, NullLogger<IssuerKeys>.Instance);

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public IssuerKeys Keys { get; }

    public bool Down { get; set; }

    public int Asked { get; private set; }

    public string Token(Caller caller) => AccessToken.Write(caller, Settings, Kid, Key, DateTimeOffset.UtcNow, TimeSpan.FromMinutes(10));

    private Task<byte[]> FetchAsync()
    {
        Asked++;
        return Down
            ? Task.FromException<byte[]>(new HttpRequestException("down"))
            : Task.FromResult(JsonSerializer.SerializeToUtf8Bytes(new { keys = new[] { Jwks.Describe(Kid, Key) } }));
    }

    public void Dispose()
    {
        Key.Dispose();
        Keys.Dispose();
    }
}
