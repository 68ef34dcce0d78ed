namespace GovPlatform.Identity;

/// <summary>What a client asks at /authorize, in the query or in the form of the sign-in page.</summary>
internal sealed record SignInRequest(string? ClientId, string? RedirectUri, string? ResponseType, string? Challenge, string? Method, string? State, string? Nonce, string? Scope, bool Repeats)
{
    private static readonly string[] Names = ["client_id", "redirect_uri", "response_type", "code_challenge", "code_challenge_method", "state", "nonce", "scope"];

    public static SignInRequest Of(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> values)
    {
        var given = values.ToDictionary(x => x.Key, x => x.Value);
        return new(One(0), One(1), One(2), One(3), One(4), One(5), One(6), One(7), Names.Any(name => given.TryGetValue(name, out var value) && value.Count > 1));

        string? One(int at) => given.TryGetValue(Names[at], out var value) && value.Count == 1 && value[0] is { Length: > 0 } text ? text : null;
    }

    /// <summary>The error to send back to the client, or null where a person may be asked to sign in.</summary>
    public (string Error, string Why)? Refusal =>
        Repeats ? ("invalid_request", "a parameter is given twice")
        : ResponseType != "code" ? ("unsupported_response_type", "response_type must be code")
        : Method != "S256" || Challenge is null ? ("invalid_request", "PKCE with code_challenge_method S256 is required")
        : Challenge.Length != 43 || !System.Buffers.Text.Base64Url.IsValid(Challenge) ? ("invalid_request", "code_challenge is not a SHA-256 in base64url")
        : State?.Length > 500 || Nonce?.Length > 200 || Scope?.Length > 200 ? ("invalid_request", "a parameter is too long")
        : null;

    public IEnumerable<KeyValuePair<string, string>> Fields =>
        Names.Zip([ClientId, RedirectUri, ResponseType, Challenge, Method, State, Nonce, Scope]).Where(x => x.Second is not null).Select(x => KeyValuePair.Create(x.First, x.Second!));
}
