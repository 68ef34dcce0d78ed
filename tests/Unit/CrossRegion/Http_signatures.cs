using System.Security.Cryptography;
using GovPlatform.CrossRegion;

namespace GovPlatform.Tests.Unit.CrossRegion;

public sealed class Http_signatures : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => key.Dispose();

    /// <summary>RFC 9421, B.2.4 with the key of B.1.3.</summary>
    [Fact]
    public void the_standards_own_vector_holds_and_one_changed_header_breaks_it()
    {
        using var standards = PublicKey.Read("""
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf
            w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
            -----END PUBLIC KEY-----
            """)!;
        var input = SignatureInput.Read("""sig-b24=("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256" """.TrimEnd(), "sig-b24")!;
        const string signature = "sig-b24=:wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==:";
        static Func<string, string?> Message(string type) => component => component switch
        {
            "\"@status\"" => "200",
            "\"content-type\"" => type,
            "\"content-digest\"" => "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:",
            "\"content-length\"" => "23",
            _ => null,
        };
        Assert.True(HttpSignature.Verify(standards, input, signature, Message("application/json"), "sig-b24"));
        Assert.False(HttpSignature.Verify(standards, input, signature, Message("text/plain"), "sig-b24"));
    }

    [Fact]
    public void what_was_signed_verifies_by_its_key_only()
    {
        var (header, signature) = HttpSignature.Sign(key, "410497.k", Now, HttpSignature.OfAnswer, c => c);
        var input = SignatureInput.Read(header, HttpSignature.Label)!;
        Assert.Equal(HttpSignature.OfAnswer, input.Components);
        Assert.Null(HttpSignature.Objection(input, HttpSignature.OfAnswer, Now));
        Assert.True(HttpSignature.Verify(key, input, signature, c => c));
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.False(HttpSignature.Verify(other, input, signature, c => c));
    }

    [Theory]
    [InlineData("""gov=("@method" "@path");created=1;expires=2;nonce="0123456789abcdef";keyid="k" """, "covers-too-little")]
    [InlineData("""gov=("@method" "@path" "content-type" "content-digest" "@path");created=1;expires=2;nonce="0123456789abcdef";keyid="k" """, "covers-twice")]
    [InlineData("""gov=("@method" "@path" "content-type" "content-digest");created=1;expires=2;keyid="k" """, "parameters")]
    [InlineData("""gov=("@method" "@path" "content-type" "content-digest");created=1;expires=2;nonce="short";keyid="k" """, "parameters")]
    [InlineData("""gov=("@method" "@path" "content-type" "content-digest");created=1;expires=2;nonce="0123456789abcdef";keyid="k";alg="hmac-sha256" """, "algorithm")]
    [InlineData("""gov=("@method" "@path" "content-type" "content-digest");created=1;expires=2;nonce="0123456789abcdef";keyid="k" """, "expired")]
    [InlineData("""gov=("@method" "@path" "content-type" "content-digest");created=1795161600;expires=1795165200;nonce="0123456789abcdef";keyid="k" """, "expired")]
    [InlineData("""gov=("@method" "@path" "content-type" "content-digest");created=1795165200;expires=1795165260;nonce="0123456789abcdef";keyid="k" """, "expired")]
    public void a_signature_off_the_profile_is_refused_with_its_reason(string header, string reason) =>
        Assert.Equal(reason, HttpSignature.Objection(SignatureInput.Read(header.TrimEnd(), HttpSignature.Label)!, HttpSignature.OfRequest, Now));

    [Theory]
    [InlineData("")]
    [InlineData("""other=("@method");created=1""")]
    [InlineData("""gov=("@method";created=1""")]
    [InlineData("""gov=("@method" );created=1, gov2=("@path")""")]
    [InlineData("""gov=("@method");created=1;created=2""")]
    [InlineData("""gov=("@method");keyid="a\"b" """)]
    public void an_unreadable_signature_input_is_none(string header) => Assert.Null(SignatureInput.Read(header.TrimEnd(), HttpSignature.Label));

    [Fact]
    public void only_p256_public_keys_are_keys()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Null(PublicKey.Read(PublicKey.Pem(p384)));
        Assert.Null(PublicKey.Read(key.ExportPkcs8PrivateKeyPem()));
        Assert.Null(PublicKey.Read("no key"));
        using var read = PublicKey.Read(PublicKey.Pem(key));
        Assert.Equal(PublicKey.Id("410497", key), PublicKey.Id("410497", read!));
    }
}
