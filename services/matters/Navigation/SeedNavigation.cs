using System.Globalization;
using System.Text.Json;
using GovPlatform.Matters.Importing;

namespace GovPlatform.Matters;

/// <summary>Gives a new county the national themes, and where seeding is allowed fictitious places and two lists from above.</summary>
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
        if (settings.Seed && !await tx.ScalarAsync<bool>("select exists (select from upper_list where region = @Region)", new { settings.Region }))
        {
            foreach (var list in UpperLists())
                await KeepUpperLists.InsertAsync(tx, settings.Region, StableId.Of($"upper-list:{settings.Region}:{list.Document}"), list, time.GetUtcNow().UtcDateTime);
        }
        if (!await tx.ScalarAsync<bool>("select exists (select from theme where region = @Region)", new { settings.Region }))
            await KeepTheme.StoreAsync(tx, settings.Region, Themes(settings.Region, settings.County, settings.Seed), time.GetUtcNow().UtcDateTime);
        await tx.CommitAsync(stoppingToken);
    }

    public static IReadOnlyList<UpperListContent> UpperLists() =>
        JsonSerializer.Deserialize<List<UpperListContent>>(SeedCatalogue.Text("seed/upper-lists.json"), GovJson.Events)!;

    /// <summary>Names of themes are national; departments and basic codes are the seed's, and left out where it is not loaded.</summary>
    public static IReadOnlyList<(string Code, ThemeContent Content)> Themes(string region, string county, bool seed)
    {
        var departments = SeedCatalogue.Departments(region, county).ToDictionary(department => department.Key, department => department.Code);
        static string[] List(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries);
        var themes = CsvTable.Read("themes", SeedCatalogue.Text("seed/themes.csv"), ["code", "kind", "audience", "position", "name", "topics", "departments", "matters"]).Rows.Select(row => row.Cells);
        return
        [
            .. from cells in themes
               let theme = new ThemeContent
               {
                   Kind = cells[1], Audience = cells[2], Position = int.Parse(cells[3], CultureInfo.InvariantCulture), Name = cells[4], Topics = List(cells[5]),
                   Departments = seed ? [.. List(cells[6]).Select(key => departments[key])] : [], Matters = seed ? List(cells[7]) : [],
               }
               where theme.Check().Count == 0
               select (cells[0], theme),
        ];
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
