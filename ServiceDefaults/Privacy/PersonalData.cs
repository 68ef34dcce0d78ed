using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GovPlatform.ServiceDefaults;

/// <summary>
/// Seals what identifies a person (ID number, phone, address) for its column and its events: AES-256-GCM, as
/// v1.{key id}.{base64url of nonce 12, cipher text, tag 16}. Services of one county share the keys and open each other's values.
/// Gov:DataKey is key k1, Gov:DataKeys:{id} are more, Gov:ActiveDataKey names the one that seals.
/// </summary>
public sealed class PersonalData
{
    internal const string FirstKey = "k1";
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private static readonly byte[] Context = "govplatform personal-data v1"u8.ToArray();

    private readonly FrozenDictionary<string, ThreadLocal<AesGcm>> ciphers;
    private readonly string active;
    private readonly byte[] searchKey;

    /// <param name="secrets">Secret texts by key id; k1 must be among them.</param>
    /// <param name="active">Id of the key that seals.</param>
    internal PersonalData(IReadOnlyDictionary<string, string> secrets, string active)
    {
        // AesGcm is not for concurrent use: each thread has its own, keyed once.
        ciphers = secrets.ToFrozenDictionary(pair => pair.Key, pair =>
        {
            var key = Derive(pair.Value, "seal");
            return new ThreadLocal<AesGcm>(() => new AesGcm(key, TagSize));
        });
        this.active = ciphers.ContainsKey(active) ? active : throw new InvalidOperationException($"Gov:ActiveDataKey names {active}, which Gov:DataKeys does not hold.");
        searchKey = Derive(secrets[FirstKey], "search");
    }

    /// <summary>Sealed anew each time: two values of one text differ.</summary>
    public string Seal(string plain)
    {
        ArgumentNullException.ThrowIfNull(plain);
        var text = Encoding.UTF8.GetBytes(plain);
        Span<byte> value = text.Length <= 512 ? stackalloc byte[NonceSize + text.Length + TagSize] : new byte[NonceSize + text.Length + TagSize];
        RandomNumberGenerator.Fill(value[..NonceSize]);
        ciphers[active].Value!.Encrypt(value[..NonceSize], text, value.Slice(NonceSize, text.Length), value[^TagSize..], Context);
        CryptographicOperations.ZeroMemory(text);
        return $"v1.{active}.{Base64Url.EncodeToString(value)}";
    }

    /// <exception cref="CryptographicException">The value is not one of ours, was changed, or its key is not configured.</exception>
    public string Open(string @sealed)
    {
        ArgumentNullException.ThrowIfNull(@sealed);
        if (@sealed.Split('.') is not ["v1", var key, var body] || !ciphers.TryGetValue(key, out var cipher) || !Base64Url.IsValid(body))
            throw new CryptographicException("Not a sealed value, or its key is not configured.");
        var value = Base64Url.DecodeFromChars(body).AsSpan();
        if (value.Length < NonceSize + TagSize)
            throw new CryptographicException("A sealed value is cut short.");
        var text = new byte[value.Length - NonceSize - TagSize];
        cipher.Value!.Decrypt(value[..NonceSize], value.Slice(NonceSize, text.Length), value[^TagSize..], text, Context);
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>Keyed hash (HMAC-SHA256, base64url) of the exact text, for lookup columns: pass the standard form. Always by k1, so that it outlives a change of the sealing key.</summary>
    public string SearchKey(string plain) => Base64Url.EncodeToString(HMACSHA256.HashData(searchKey, Encoding.UTF8.GetBytes(plain)));

    private static byte[] Derive(string secret, string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, salt: [], info: Encoding.UTF8.GetBytes($"govplatform personal-data {use}"));
}

/// <summary>Reads the keys of personal data from the configuration, and refuses to start without them outside Development.</summary>
internal static class PersonalDataKeys
{
    private const int ShortestSecret = 32;
    private const string DevelopmentKey = "development-only-data-key-0123456789abcdef";

    public static void AddPersonalData(this IHostApplicationBuilder builder)
    {
        var secrets = Secrets(builder.Configuration, builder.Environment);
        var active = builder.Configuration["Gov:ActiveDataKey"] ?? PersonalData.FirstKey;
        builder.Services.AddSingleton(provider =>
        {
            if (secrets[PersonalData.FirstKey] == DevelopmentKey)
                provider.GetRequiredService<ILogger<PersonalData>>().LogWarning("Personal data is sealed with the development key: set Gov:DataKey");
            return new PersonalData(secrets, active);
        });
    }

    internal static Dictionary<string, string> Secrets(IConfiguration configuration, IHostEnvironment environment)
    {
        var secrets = configuration.GetSection("Gov:DataKeys").GetChildren().ToDictionary(x => x.Key, x => x.Value ?? "");
        if (configuration["Gov:DataKey"] is { Length: > 0 } first)
            secrets[PersonalData.FirstKey] = first;
        else if (environment.IsDevelopment())
            secrets.TryAdd(PersonalData.FirstKey, DevelopmentKey);
        if (!secrets.ContainsKey(PersonalData.FirstKey))
            throw new InvalidOperationException($"Gov:DataKey must be configured outside Development (secret text of {ShortestSecret} characters or more): personal data is sealed with it.");
        var weak = secrets.FirstOrDefault(pair => pair.Value.Length < ShortestSecret || pair.Key.Contains('.', StringComparison.Ordinal)).Key;
        return weak is null ? secrets : throw new InvalidOperationException($"The data key {weak} needs {ShortestSecret} characters or more, and an id without a dot.");
    }
}
