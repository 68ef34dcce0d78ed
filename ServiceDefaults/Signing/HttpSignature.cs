using System.Security.Cryptography;
using System.Text;

namespace GovPlatform.ServiceDefaults;

/// <summary>HTTP message signatures (RFC 9421) by ecdsa-p256-sha256, and Content-Digest (RFC 9530) by sha-256.</summary>
public static class HttpSignature
{
    public const string Label = "gov";
    public const string Algorithm = "ecdsa-p256-sha256";

    /// <summary>How long a signature is good for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <summary>What partners' clocks may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    public static readonly string[] OfRequest = ["\"@method\"", "\"@path\"", "\"content-type\"", "\"content-digest\""];

    /// <summary>An answer also covers the request's signature, so that it answers that request only.</summary>
    public static readonly string[] OfAnswer = ["\"@status\"", "\"content-type\"", "\"content-digest\"", $"\"signature\";req;key=\"{Label}\""];

    /// <summary>What is sent to a receiver of webhooks covers the whole address that it was registered with.</summary>
    public static readonly string[] OfWebhook = ["\"@method\"", "\"@target-uri\"", "\"content-type\"", "\"content-digest\""];

    public static string Digest(ReadOnlySpan<byte> content) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(content))}:";

    /// <summary>The text that is signed (§2.5); null where a covered component has no value.</summary>
    public static string? Base(SignatureInput input, Func<string, string?> value)
    {
        var text = new StringBuilder();
        foreach (var component in input.Components)
        {
            if (value(component) is not { } found) return null;
            text.Append(component).Append(": ").Append(found).Append('\n');
        }
        return text.Append("\"@signature-params\": ").Append(input.Raw).ToString();
    }

    /// <summary>The values of the headers Signature-Input and Signature.</summary>
    public static (string Input, string Signature) Sign(ECDsa key, string keyId, DateTimeOffset now, string[] components, Func<string, string?> value)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        var raw = $"({string.Join(' ', components)});created={now.ToUnixTimeSeconds()};expires={now.Add(Lifetime).ToUnixTimeSeconds()};nonce=\"{nonce}\";keyid=\"{keyId}\";alg=\"{Algorithm}\"";
        var input = SignatureInput.Read($"{Label}={raw}", Label)!;
        var signed = key.SignData(Encoding.ASCII.GetBytes(Base(input, value)!), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return ($"{Label}={raw}", $"{Label}=:{Convert.ToBase64String(signed)}:");
    }

    /// <summary>Why a signature of the profile is refused, before its mathematics; null where nothing speaks against it.</summary>
    public static string? Objection(SignatureInput input, string[] required, DateTimeOffset now) =>
        required.Except(input.Components).Any() ? "covers-too-little"
        : input.Components.Distinct().Count() != input.Components.Count ? "covers-twice"
        : input is not { Created: { } created, Expires: { } expires, Nonce.Length: >= 16 and <= 100, KeyId: not null } ? "parameters"
        : input.Algorithm is not (null or Algorithm) ? "algorithm"
        : created > now + Skew || expires <= now - Skew || expires - created > Lifetime + Skew ? "expired"
        : null;

    /// <summary>True where the signature is this key's over these values.</summary>
    public static bool Verify(ECDsa key, SignatureInput input, string signature, Func<string, string?> value, string label = Label)
    {
        if (Bytes(signature, label) is not { Length: 64 } bytes || Base(input, value) is not { } text) return false;
        return key.VerifyData(Encoding.UTF8.GetBytes(text), bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>The value of "signature";key="gov": the byte sequence as serialised.</summary>
    public static string? Member(string? signature) => signature is not null && Bytes(signature, Label) is not null ? signature[(Label.Length + 1)..] : null;

    private static byte[]? Bytes(string signature, string label)
    {
        if (!signature.StartsWith($"{label}=:", StringComparison.Ordinal) || !signature.EndsWith(':')) return null;
        var buffer = new byte[signature.Length];
        return Convert.TryFromBase64String(signature[(label.Length + 2)..^1], buffer, out var length) ? buffer[..length] : null;
    }
}
