namespace GovPlatform.Identity;

/// <summary>Makes the first key, a new one every thirty days, and retires those whose tokens have all expired.</summary>
internal sealed class RotateSigningKeys(IServiceProvider services, IServiceScopeFactory scopes, SigningKeys keys) : TimedLoop(services, TimeSpan.FromMinutes(1))
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(30);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/signing-keys", AddAsync).WithName("AddSigningKey").AllowRoles(Role.Admin).WithIdempotency();

    protected override Task RunOnceAsync(CancellationToken ct) => NowAsync(ct);

    internal async Task NowAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        if (!await tx.ScalarAsync<bool>("select exists (select from signing_key where retired_at is null and active_from > now() - @Age)", new { Age }))
            await keys.AddAsync(tx);
        // A key is done when its successor has signed for longer than any token lives.
        await tx.ExecuteAsync("""
            update signing_key set retired_at = now()
            where retired_at is null
              and exists (select from signing_key later where later.active_from > signing_key.active_from and later.active_from < now() - @LongestLife)
            """, new { IssueToken.LongestLife });
        await tx.ExecuteAsync("delete from sign_in where expires_at < now() - interval '1 day'");
        await tx.CommitAsync(ct);
        keys.Reread();
    }

    /// <summary>Adds a signing key now; it signs in ten minutes, when all verifiers know it.</summary>
    internal static async Task<Accepted<NewKey>> AddAsync(Tx tx, SigningKeys keys, CancellationToken ct)
    {
        var kid = await keys.AddAsync(tx);
        await tx.CommitAsync(ct);
        keys.Reread();
        return TypedResults.Accepted("/.well-known/jwks.json", new NewKey(kid, DateTime.UtcNow + SigningKeys.PublishedAhead));
    }
}

/// <summary>A key that was added.</summary>
internal sealed record NewKey(string Kid, DateTime SignsFrom);
