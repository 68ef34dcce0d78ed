using System.Text.Json;
using GovPlatform.Matters.Importing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GovPlatform.Matters;

/// <summary>Fills an empty catalogue with the county's seed, published, where seeding is allowed; a catalogue that holds anything is left alone. The service is ready when that is done.</summary>
internal sealed class SeedCatalogue(IServiceScopeFactory scopes, DatabaseReady ready, GovSettings settings, TimeProvider time, ILogger<SeedCatalogue> log) : BackgroundService, IHealthCheck
{
    private volatile bool done;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(done ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not seeded yet"));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Seed)
            await FillAsync(stoppingToken);
        done = true;
    }

    private async Task FillAsync(CancellationToken stoppingToken)
    {
        await ready.WaitAsync(stoppingToken);
        await using var scope = scopes.CreateAsyncScope();
        var tx = scope.ServiceProvider.GetRequiredService<Tx>();
        // Replicas start together: the second one waits here, and then finds the catalogue filled.
        await tx.ExecuteAsync("select pg_advisory_xact_lock(hashtext('seed-catalogue'))");
        if (await tx.ScalarAsync<bool>("select exists (select from matter)"))
            return;
        var rows = Read(settings.Region, settings.County, settings.PublicUrl);
        var me = Caller.OfService(settings.Service, settings.Region);
        List<RowError> errors = [.. rows.Errors, .. rows.Matters.SelectMany(row => StoreMatters.Check(row, rows.MatterHead, rows.MaterialHead, publish: true, me))];
        await ImportBasicMatters.StoreAsync(tx, Basic(), time.GetUtcNow().UtcDateTime);
        if (errors.Count == 0)
            errors.AddRange(await StoreMatters.StoreAsync(rows.Matters, rows.MatterHead, publish: true, tx, Actor.Of(me), time.GetUtcNow().UtcDateTime));
        if (errors.Count > 0)
            throw new InvalidDataException($"The seed catalogue is wrong: {JsonSerializer.Serialize(errors[0], GovJson.Events)}");
        tx.Audit("matter.import", "catalogue", settings.Region, new { rows.MatterCount, publish = true });
        var packages = await SeedPackages.StoreAsync(tx, settings.Region, settings.County, Actor.Of(me), time.GetUtcNow().UtcDateTime);
        await tx.CommitAsync(stoppingToken);
        log.LogInformation("Seeded {Count} matters and {Packages} packages for {County}", rows.Matters.Count, packages, settings.County);
    }

    /// <summary>The seed as this county's: departments with the credit codes of its region, names with its own.</summary>
    public static MatterRows Read(string region, string county, string publicUrl)
    {
        var departments = Departments(region, county);
        var matters = Text("seed/matters.csv").Replace("{county}", county, StringComparison.Ordinal).Replace("{url}", publicUrl, StringComparison.Ordinal);
        foreach (var (key, code, name) in departments)
            matters = matters.Replace($",{key},,", $",{code},{name},", StringComparison.Ordinal);
        return MatterRows.Read(matters, Text("seed/materials.csv"), region);
    }

    /// <summary>Key, unified social credit code and name of each department of the county.</summary>
    public static IReadOnlyList<(string Key, string Code, string Name)> Departments(string region, string county) =>
    [
        .. CsvTable.Read("departments", Text("seed/departments.csv"), ["key", "number", "name", "body", "enquiry_phone", "supervision_phone"]).Rows
            .Select(row => (row.Cells[0], CreditCode.Create('1', '1', RegionCode.Parse(region), row.Cells[3]).Value, county + row.Cells[2])),
    ];

    /// <summary>The basic catalogue of the seed.</summary>
    public static IReadOnlyList<BasicMatter> Basic() =>
    [
        .. CsvTable.Read("basic", Text("seed/basic.csv"), ["code", "name", "legal_basis", "level"]).Rows
            .Select(row => new BasicMatter { Code = row.Cells[0], Name = row.Cells[1], LegalBasis = row.Cells[2], Level = row.Cells[3] }),
    ];

    public static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(SeedCatalogue).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
