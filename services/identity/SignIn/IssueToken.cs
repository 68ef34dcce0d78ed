using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GovPlatform.Identity;

/// <summary>The token endpoint (RFC 6749): codes and refresh tokens of people, credentials of applications.</summary>
internal sealed class IssueToken(Tx tx, SigningKeys keys, PersonalData personal, AuthSettings settings)
{
    public static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(30);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/token", TokenAsync).WithName("IssueToken").Produces<TokenAnswer>().AllowAnonymous().DisableAntiforgery();

    /// <summary>Tokens for a code, a refresh token or a client's credentials (RFC 6749): form-encoded in, OAuth's JSON out, its errors too.</summary>
    internal static Task<IResult> TokenAsync(HttpContext http, IssueToken issue) => issue.AnswerAsync(http);

    private async Task<IResult> AnswerAsync(HttpContext http)
    {
        var (request, refusal) = await TokenRequest.ReadAsync(http.Request, http.RequestAborted);
        if (request is null)
            return new TokenRefusal("invalid_request", refusal!);
        var client = request.ClientId is { Length: <= 100 } id ? await tx.FindAsync<Client>(Client.ById, new { id }) : null;
        if (client is null || (client.IsPublic ? request.Secret is not null : request.Secret is null || !client.HasSecret(request.Secret)))
            return TokenRefusal.BadClient(request.ByHeader);
        if (await keys.CurrentAsync(http.RequestAborted) is not { } key)
            return Problem.Unavailable(1);
        http.Response.Headers.CacheControl = "no-store";
        return request["grant_type"] switch
        {
            "authorization_code" => await ExchangeAsync(request, client, key),
            "refresh_token" => await RefreshAsync(request, client, key),
            "client_credentials" when client.IsPublic => new TokenRefusal("unauthorized_client", "a public client has no credentials"),
            "client_credentials" => TypedResults.Ok(Answer(key, OfClient(client), null, null)),
            null => new TokenRefusal("invalid_request", "grant_type is missing"),
            _ => new TokenRefusal("unsupported_grant_type", "grant_type is not supported"),
        };
    }

    private async Task<IResult> ExchangeAsync(TokenRequest request, Client client, SigningKey key)
    {
        if (request["code"] is not { } code || request["redirect_uri"] is not { } redirect || request["code_verifier"] is not { Length: >= 43 and <= 128 } verifier)
            return new TokenRefusal("invalid_request", "code, redirect_uri and code_verifier (43 to 128 characters) are required");
        var signIn = await tx.FindAsync<SignIn>(SignIn.ByCode, new { hash = Client.Hash(code) });
        if (signIn is null)
            return TokenRefusal.BadGrant();
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        // A code that comes twice, from another client or without its verifier is in wrong hands: the whole sign-in ends.
        if (signIn.CodeUsed || signIn.ClientId != client.Id || signIn.RedirectUri != redirect || signIn.Challenge != challenge)
            return await RevokeAsync(signIn);
        return signIn.CodeExpired || signIn.Revoked ? TokenRefusal.BadGrant() : await RenewAsync(signIn, key);
    }

    private async Task<IResult> RefreshAsync(TokenRequest request, Client client, SigningKey key)
    {
        if (request["refresh_token"] is not { } token)
            return new TokenRefusal("invalid_request", "refresh_token is required");
        var hash = Client.Hash(token);
        var signIn = await tx.FindAsync<SignIn>(SignIn.ByRefresh, new { hash });
        if (signIn is null)
            return TokenRefusal.BadGrant();
        if (signIn.ClientId != client.Id || signIn.RefreshHash?.AsSpan().SequenceEqual(hash) != true)
            return await RevokeAsync(signIn);
        return signIn.Expired || signIn.Revoked ? TokenRefusal.BadGrant() : await RenewAsync(signIn, key);
    }

    private async Task<IResult> RenewAsync(SignIn signIn, SigningKey key)
    {
        if (await tx.FindAsync<Account>(Account.ById, new { id = signIn.AccountId }) is not { } account)
            return await RevokeAsync(signIn);
        var refresh = Authorize.NewSecret();
        await tx.ExecuteAsync("""
            update sign_in set code_used_at = coalesce(code_used_at, now()), previous_refresh_hash = refresh_hash, refresh_hash = @hash
            where id = @Id
            """, new { signIn.Id, hash = Client.Hash(refresh) });
        await tx.CommitAsync();
        var caller = account.ToCaller(personal, settings.Region);
        return TypedResults.Ok(Answer(key, caller, refresh, signIn.Scope.Split(' ').Contains("openid") ? IdToken(key, caller, signIn) : null));
    }

    private async Task<IResult> RevokeAsync(SignIn signIn)
    {
        await tx.ExecuteAsync("update sign_in set revoked_at = coalesce(revoked_at, now()) where id = @Id", new { signIn.Id });
        tx.Audit("sign-in.revoked", "sign-in", signIn.Id.ToString());
        await tx.CommitAsync();
        return TokenRefusal.BadGrant();
    }

    private TokenAnswer Answer(SigningKey key, Caller caller, string? refresh, string? idToken) => new(
        key.Use(pair => AccessToken.Write(caller, settings, key.Kid, pair, DateTimeOffset.UtcNow, LongestLife)),
        "Bearer", (int)LongestLife.TotalSeconds, refresh, idToken);

    private string IdToken(SigningKey key, Caller caller, SignIn signIn) =>
        key.Use(pair => AccessToken.WriteId(caller, settings, signIn.ClientId, signIn.Nonce, key.Kid, pair, DateTimeOffset.UtcNow, LongestLife));

    private Caller OfClient(Client client) => Caller.OfService(client.Id, settings.Region) with { Kind = client.Kind, Roles = client.Roles };
}
