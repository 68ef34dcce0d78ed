using System.Text.Json;

namespace GovPlatform.Matters;

/// <summary>Gives an empty county its fictitious places, where seeding is allowed.</summary>
internal sealed class SeedNavigation(IServiceScopeFactory scopes, DatabaseReady ready, GovSettings settings, TimeProvider time, ILogger<SeedNavigation> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ready.WaitAsync(stoppingToken);
        await using var scope = scopes.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        // Replicas start together: the second one waits here, and then finds what it would add.
        await tx.ExecuteAsync("select pg_advisory_xact_lock(hashtext('seed-navigation'))");
        if (settings.Seed && !await tx.ScalarAsync<bool>("select exists (select from hall where region = @Region)", new { settings.Region }))
        {
            var halls = Halls(settings.Region, settings.County);
            await HallSql.InsertAsync(tx, settings.Region, halls, time.GetUtcNow().UtcDateTime);
            log.LogInformation("Seeded {Count} places for {County}", halls.Count, settings.County);
        }
        await tx.CommitAsync(stoppingToken);
    }

    /// <summary>The places as this county's: windows with the credit codes of its departments, those before that others belong to.</summary>
    public static IReadOnlyList<(Guid Id, HallContent Content)> Halls(string region, string county)
    {
        var departments = SeedCatalogue.Departments(region, county).ToDictionary(department => department.Key, department => department.Code);
        var seeds = JsonSerializer.Deserialize<List<SeedHall>>(SeedCatalogue.Text("seed/halls.json").Replace("{county}", county, StringComparison.Ordinal), GovJson.Events)!;
        Guid IdOf(string key) => StableId.Of($"hall:{region}:{key}");
        return
        [
            .. seeds.Select(seed => (IdOf(seed.Key), seed.Content with
            {
                ParentId = seed.Parent is null ? null : IdOf(seed.Parent),
                Windows = [.. seed.Content.Windows.Select(window => window with { Takes = [.. window.Takes.Select(takes => Code(takes, departments))] })],
            })),
        ];
    }

    /// <summary>*, a department's key, or key/basic code.</summary>
    private static string Code(string takes, Dictionary<string, string> departments) => takes.Split('/') switch
    {
        [HallRules.Everything] => takes,
        [var department] => departments[department],
        [var department, var basic] => $"{departments[department]}4{basic}",
        _ => throw new InvalidDataException(takes),
    };

    private sealed record SeedHall(string Key, string? Parent, HallContent Content);
}
