using Dapper;
using Npgsql;

namespace GovPlatform.Tests.Services;

/// <summary>An empty database with the platform's own tables, and no service over it.</summary>
public sealed class PlatformDatabase : IAsyncLifetime
{
    internal NpgsqlDataSource Source { get; private set; } = null!;

    internal string ConnectionString { get; private set; } = "";

    internal Tx Begin(Caller? caller = null) => new(Source, new RelaySignal(), new WrittenTogether(Source), caller ?? Caller.OfService("test", "410497"));

    public async Task InitializeAsync()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        ConnectionString = await TestServers.NewDatabaseAsync("platform");
        Source = NpgsqlDataSource.Create(ConnectionString);
        await Database.CreateIfMissingAsync(Source, default);
        await using var db = await Source.OpenConnectionAsync();
        var assembly = typeof(Tx).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            await db.ExecuteAsync(await reader.ReadToEndAsync());
        }
        await Partitions.EnsureAsync(db, "audit", months: 1);
    }

    public async Task DisposeAsync() => await Source.DisposeAsync();
}
