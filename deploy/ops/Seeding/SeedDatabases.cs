using Microsoft.Extensions.Configuration;
using Npgsql;

namespace GovPlatform.Ops;

/// <summary>The databases that the environment names (ConnectionStrings__intakedb and so on), and the settings of the instance beside them.</summary>
internal sealed class SeedDatabases(IConfiguration configuration) : IAsyncDisposable
{
    private readonly Dictionary<string, NpgsqlDataSource> sources = [];

    public IConfiguration Configuration => configuration;

    public string Region => configuration["Gov:Region"] ?? "410497";

    public async Task<NpgsqlConnection> OpenAsync(string service)
    {
        if (!sources.TryGetValue(service, out var source))
        {
            var connection = configuration.GetConnectionString($"{service}db")
                ?? throw new InvalidOperationException($"ConnectionStrings__{service}db is not set: run it as './gov seed' on a started platform.");
            // A COPY of many rows takes as long as it takes.
            sources[service] = source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { CommandTimeout = 600 });
        }
        return await source.OpenConnectionAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in sources.Values)
            await source.DisposeAsync();
    }
}
