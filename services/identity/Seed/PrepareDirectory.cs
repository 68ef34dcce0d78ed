namespace GovPlatform.Identity;

/// <summary>At start: the platform's own clients with their present secret, then in Development the seeded people.</summary>
internal sealed class PrepareDirectory(IServiceScopeFactory scopes, DatabaseReady ready, AuthSettings auth, GovSettings settings, ILogger<PrepareDirectory> log) : BackgroundService
{
    private const long Lock = 0x676f76_73656564; // "gov" "seed"

    private static readonly string[] Services =
        ["identity", "matters", "intake", "approval", "certificates", "evaluation", "appointments", "crossregion", "notifications", "supervision", "gateway"];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ready.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
                return;
            }
            catch (Npgsql.NpgsqlException e)
            {
                log.LogWarning("The directory could not be prepared and will be again: {Reason}", e.Message);
                await Task.Delay(TimeSpan.FromSeconds(2), stoppingToken);
            }
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        await tx.ExecuteAsync("select pg_advisory_xact_lock(@Lock)", new { Lock });
        foreach (var service in Services)
            await PutAsync(tx, service, Kind.Service, service, auth.ServiceSecret);
        await PutAsync(tx, "ops", Kind.Service, "平台运维", ClientSecret.Of("ops", auth.ServiceSecret), Role.Admin);
        var seed = scope.ServiceProvider.GetRequiredService<SeedPeople>();
        if (seed.IsAllowed)
        {
            await PutAsync(tx, "terminal", Kind.Terminal, "自助终端（示例）", ClientSecret.Of("terminal", auth.ServiceSecret));
            await PutAsync(tx, "partner", Kind.Partner, "协作县区（示例）", ClientSecret.Of("partner", auth.ServiceSecret));
            await PutWebAsync(tx);
            await seed.RunAsync();
        }
        await tx.CommitAsync(ct);
    }

    private static Task<int> PutAsync(Tx tx, string id, string kind, string name, string secret, params string[] roles) => tx.ExecuteAsync("""
        insert into client (id, kind, name, secret_hash, roles) values (@id, @kind, @name, @hash, @roles)
        on conflict (id) do update set secret_hash = excluded.secret_hash, roles = excluded.roles
        where (client.secret_hash, client.roles) is distinct from (excluded.secret_hash, excluded.roles)
        """, new { id, kind, name, hash = Client.Hash(secret), roles });

    private Task<int> PutWebAsync(Tx tx)
    {
        var port = new Uri(settings.PublicUrl).Port;
        string[] uris = [.. new[] { settings.PublicUrl, $"http://localhost:{port}", $"http://127.0.0.1:{port}" }.Distinct().Select(x => $"{x}/docs/callback")];
        return tx.ExecuteAsync("""
            insert into client (id, kind, name, redirect_uris) values ('web', 'public', '网上办事大厅', @uris)
            on conflict (id) do update set redirect_uris = excluded.redirect_uris
            """, new { uris });
    }
}
