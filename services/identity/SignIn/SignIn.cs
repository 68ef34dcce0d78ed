namespace GovPlatform.Identity;

/// <summary>A person's sign-in at a client, from its code to its last refresh token.</summary>
internal sealed record SignIn(
    Guid Id, string ClientId, Guid AccountId, string RedirectUri, string Challenge, string? Nonce, string Scope, byte[]? RefreshHash, bool CodeUsed, bool CodeExpired, bool Expired, bool Revoked)
{
    private const string Columns = """
        select id, client_id, account_id, redirect_uri, challenge, nonce, scope, refresh_hash,
               code_used_at is not null as code_used, code_expires_at < now() as code_expired,
               expires_at < now() as expired, revoked_at is not null as revoked
        from sign_in
        """;

    public const string ByCode = Columns + " where code_hash = @hash for update";

    public const string ByRefresh = Columns + " where refresh_hash = @hash or previous_refresh_hash = @hash for update";
}
